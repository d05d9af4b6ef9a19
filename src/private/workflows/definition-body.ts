import { Stack, Token } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { DefinitionConfig, StateGraph, StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import { ChainDefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * The same definition as that of the CDK, in a fraction of the time: the CDK resolves every value of a definition again each time it
 * looks at the state machine, and a definition has a thousand values, of which a few dozen have tokens.
 */
export class WrittenDefinitionBody extends ChainDefinitionBody {
  public bind(scope: Construct, _principal: IPrincipal, { queryLanguage, comment }: StateMachineProps, graph?: StateGraph): DefinitionConfig {
    if (graph === undefined) throw new Error('a definition of states has a graph');
    return { definitionString: jsonText(Stack.of(scope), { ...graph.toGraphJson(queryLanguage), Comment: comment, QueryLanguage: queryLanguage }) };
  }
}

/** Text of JSON that the CDK resolves only where there are tokens. */
function jsonText(stack: Stack, value: object): string {
  const texts = new Map<unknown, string>();
  const textOf = (unresolved: unknown): string => {
    const text = texts.get(unresolved) ?? stack.toJsonString(unresolved);
    texts.set(unresolved, text);
    return text;
  };
  const json = JSON.stringify(value, function(this: Record<string, unknown>, name) {
    // Not the second argument, which is what `toJSON` of a token gives.
    const member = this[name];
    return hasTokens(member) ? textOf(member) : member;
  });
  // The text of a token has its own quotes.
  return json.replace(/"(\$\{Token\[[^"]+\]\})"/g, '$1');
}

function hasTokens(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).some((name) => Token.isUnresolved(name));
}
