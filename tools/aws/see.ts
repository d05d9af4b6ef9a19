import { isDeepStrictEqual } from 'node:util';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { TestStateCommand, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import type { StateBelief, StateResult } from './state-beliefs';

/** Runs the state of a belief. Makes nothing and changes nothing but what the state does. */
export async function see(sfn: SFNClient, { state, input = {} }: Pick<StateBelief, 'state' | 'input'>, roleArn: string): Promise<StateResult> {
  const { output, error } = await sfn.send(new TestStateCommand({ definition: JSON.stringify(state), input: JSON.stringify(input), roleArn }));
  return error === undefined ? { output: JSON.parse(output ?? 'null') as unknown } : { error };
}

export const isTrue = ({ expected }: StateBelief, seen: StateResult): boolean => isDeepStrictEqual(seen, expected);

/** What ValidateStateMachineDefinition finds in a definition. */
export async function diagnose(sfn: SFNClient, definition: string, type: 'STANDARD' | 'EXPRESS'): Promise<string[]> {
  const { diagnostics = [] } = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition, type }));
  return diagnostics.map(({ severity, code, message, location }) => `${severity} ${code} at ${location}: ${message}`);
}
