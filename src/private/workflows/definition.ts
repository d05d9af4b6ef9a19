import type { Duration } from 'aws-cdk-lib';
import { Aws, Lazy, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { JsonPath, StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { RootConstruct } from 'constructs';

/** Names by what they name. Those that are undefined are left out of the definition. */
export type NamesOf<Names> = { readonly [name in keyof Names]: string | undefined };

/** A definition in which placeholders stand for names. */
export interface Definition<Names> {
  readonly json: string;
  /** Whether the JSON has tokens that only the CDK can write into it. */
  readonly needsCdk: boolean;
  /** JSON of the policy statements that the states need, each once. */
  readonly statements: string;
  /** The placeholder of each name that is not undefined: a token, which no text has in it by chance. */
  readonly placeholders: ReadonlyMap<keyof Names, string>;
  readonly graph: StateGraph;
}

/** Makes states, in a scope of their own. */
export type Define<Props> = (scope: Construct, props: Props) => IChainable;

/** Writes a definition with placeholders for these names. */
export function writeDefinition<Settings extends object, Names extends NamesOf<Names>>(
  define: Define<Settings & Names>, timeout: Duration, settings: Settings, names: (keyof Names & string)[],
): Definition<Names> {
  const placeholders = new Map(names.map((name) => [name, placeholderOf(name)]));
  // In a tree of their own: in that of the app, the CDK would visit the states several times, and find no resource.
  const { startState } = define(new RootConstruct(), { ...settings, ...Object.fromEntries(placeholders) as Names });
  const graph = new StateGraph(startState, 'State Machine definition');
  graph.timeout = timeout;
  return {
    ...jsonText(graph.toGraphJson(), [...placeholders.values()]),
    statements: `[${[...new Set(graph.policyStatements.map((statement) => JSON.stringify(statement)))].join()}]`,
    placeholders,
    graph,
  };
}

function placeholderOf(name: string): string {
  return Lazy.string({
    produce: () => {
      throw new Error(`The placeholder of ${name} is not filled in`);
    },
  });
}

/**
 * A definition as JSON. The CDK resolves every value of a definition again each time it looks at the state machine, and a definition
 * has a thousand values, of which a few dozen refer to resources.
 */
function jsonText(value: object, placeholders: string[]): { readonly json: string; readonly needsCdk: boolean } {
  let needsCdk = false;
  const json = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'number' && Token.isUnresolved(member)) needsCdk = true;
    return member;
  }).replaceAll(`"${JsonPath.DISCARD}"`, 'null');
  const withoutPlaceholders = placeholders.reduce((text, placeholder) => text.replaceAll(placeholder, ''), json);
  return { json, needsCdk: needsCdk || !hasOnlyReferences(withoutPlaceholders) };
}

const PSEUDO_PARAMETERS = new Set([Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID].flatMap((name) => Tokenization.reverseString(name).tokens));

/** Whether all tokens in a text become names or ARNs at deployment, which stand in a JSON string as they are. */
export function hasOnlyReferences(text: string): boolean {
  return Tokenization.reverseString(text).tokens.every((token) => Reference.isReference(token) || PSEUDO_PARAMETERS.has(token));
}
