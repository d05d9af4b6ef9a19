import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { DEFINITIONS_BELIEF } from './belief';
import type { AwsClients } from './clients';
import { ON_EMULATOR } from './clients';
import { INTEG_BELIEFS } from './integ-beliefs';
import { deployIntegTests } from './integ-runner';
import type { Results } from './results';
import { diagnose, isTrue, see } from './see';
import { STACK_BELIEFS } from './stack-beliefs';
import { STATE_BELIEFS } from './state-beliefs';
import { VERIFICATION_STACK, synthVerificationStack } from './verification-stack';
import type { VerificationOutputs } from './verification-stack';
import type { VerifiedStack } from './verified-stack';
import { DuplicatePolicy } from '../../src';
import type { SalesDataPipelineProps } from '../../src';
import { deployAssembly } from '../emulator';
import { synthesisePipeline } from '../template/synthesised-pipeline';
import { asDeployed } from '../validators/definition';

/** Props that change the workflow definitions. */
const DEFINITIONS: readonly SalesDataPipelineProps[] = [
  {},
  { duplicatePolicy: DuplicatePolicy.OVERWRITE },
  { duplicatePolicy: DuplicatePolicy.OVERWRITE, recordVersion: { pointers: ['/updated_at'] } },
  {
    tableKey: { partitionKey: { name: "a.b 'c'", pointers: ['/a'] }, sortKey: { name: 'n', type: AttributeType.NUMBER, pointers: ['/n'] } },
    deadLettersPerBatch: 1,
  },
];

export async function verifyDefinitions({ sfn }: AwsClients, results: Results): Promise<void> {
  const findings: string[] = [];
  for (const props of DEFINITIONS) {
    const { fileWorkflow, fanOutWorkflow } = synthesisePipeline(props);
    findings.push(...await diagnose(sfn, asDeployed(fileWorkflow), 'EXPRESS'), ...await diagnose(sfn, asDeployed(fanOutWorkflow), 'STANDARD'));
  }
  if (findings.length === 0) results.isTrue(DEFINITIONS_BELIEF.id);
  else results.isWrong(DEFINITIONS_BELIEF.id, findings.join('\n'));
}

export async function verifyStates({ sfn }: AwsClients, roleArn: string, results: Results): Promise<void> {
  for (const belief of STATE_BELIEFS) {
    const seen = await see(sfn, belief, roleArn);
    if (isTrue(belief, seen)) results.isTrue(belief.id);
    else results.isWrong(belief.id, JSON.stringify(seen));
  }
}

/** Deploys the verification stack. */
export async function deployVerificationStack(log: (line: string) => void): Promise<VerificationOutputs> {
  const directory = mkdtempSync(join(tmpdir(), 'verification-'));
  try {
    const assembly = join(directory, 'cdk.out');
    synthVerificationStack(assembly);
    const outputs = await deployAssembly({ env: process.env, directory }, { assembly, log });
    return outputs[VERIFICATION_STACK] as unknown as VerificationOutputs;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export async function verifyStack(stack: VerifiedStack, results: Results): Promise<void> {
  for (const { id, notInEmulator, see: look } of STACK_BELIEFS) {
    if (ON_EMULATOR && notInEmulator !== undefined) {
      results.isSkipped(id, notInEmulator);
      continue;
    }
    try {
      const leftOut = await look(stack);
      if (leftOut === undefined) results.isTrue(id);
      else results.isSkipped(id, leftOut as string);
    } catch (error) {
      results.isWrong(id, (error as Error).message);
    }
  }
}

/** Keeps the stacks: those of a test that was stopped have to be removed as well, in one way for all. */
export async function verifyInteg(tests: readonly string[], region: string, signal: AbortSignal, results: Results): Promise<void> {
  const runs = deployIntegTests(tests, { region, env: process.env, args: ['--no-clean'], signal });
  for (const [test, run] of runs) {
    const { id } = INTEG_BELIEFS.find((belief) => belief.test === test)!;
    try {
      await run;
      results.isTrue(id);
    } catch (error) {
      signal.throwIfAborted();
      results.isWrong(id, (error as Error).message);
    }
  }
}
