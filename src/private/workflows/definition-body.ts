import { Aws, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { DefinitionConfig, StateGraph, StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import { ChainDefinitionBody, JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * The same definition as that of the CDK, in a fraction of the time: the CDK resolves every value of a definition again each time it
 * looks at the state machine, and a definition has a thousand values, of which a few dozen refer to resources.
 */
export class WrittenDefinitionBody extends ChainDefinitionBody {
  public bind(scope: Construct, principal: IPrincipal, props: StateMachineProps, graph?: StateGraph): DefinitionConfig {
    if (graph === undefined) throw new Error('a definition of states has a graph');
    const { queryLanguage, comment } = props;
    const definitionString = jsonText({ ...graph.toGraphJson(queryLanguage), Comment: comment, QueryLanguage: queryLanguage });
    return definitionString === undefined ? super.bind(scope, principal, props, graph) : { definitionString };
  }
}

/** Text of JSON with tokens in it; undefined if it has tokens that only the CDK can write into JSON. */
function jsonText(value: object): string | undefined {
  let otherTokens = false;
  const json = JSON.stringify(value, function(this: Record<string, unknown>, name) {
    // Not the second argument, which is what `toJSON` of a token gives.
    const member = this[name];
    if (typeof member !== 'string' && Token.isUnresolved(member)) otherTokens = true;
    return member;
  }).replaceAll(`"${JsonPath.DISCARD}"`, 'null');
  return otherTokens || !Tokenization.reverseString(json).tokens.every(isReference) ? undefined : json;
}

const PSEUDO_PARAMETERS = new Set([Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID].flatMap((name) => Tokenization.reverseString(name).tokens));

/** Whether a token becomes a name or an ARN at deployment, which stands in a JSON string as it is. */
function isReference(token: unknown): boolean {
  return Reference.isReference(token) || PSEUDO_PARAMETERS.has(token as never);
}
