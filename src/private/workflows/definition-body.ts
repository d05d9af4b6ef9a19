import { Aws, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
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

/** Text of JSON that the CDK resolves only where it has to. */
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
    return hasTokens(member) && !refersToResources(member) ? textOf(member) : member;
  });
  // The text of a token has its own quotes.
  const withQuotes = new Set(texts.values());
  return json.replace(/"(\$\{Token\[[^"]+\]\})"/g, (quoted, token: string) => withQuotes.has(token) ? token : quoted);
}

function hasTokens(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).some((name) => Token.isUnresolved(name));
}

const PSEUDO_PARAMETERS = new Set([Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID].flatMap((name) => Tokenization.reverseString(name).tokens));

/** Whether all tokens of a value are in a text, and become names and ARNs at deployment: they stand in JSON as they are. */
function refersToResources(value: unknown): boolean {
  return typeof value === 'string'
    && Tokenization.reverseString(value).tokens.every((token) => Reference.isReference(token) || PSEUDO_PARAMETERS.has(token));
}
