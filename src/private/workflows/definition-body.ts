import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DefinitionConfig, StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
import { ChainDefinitionBody, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { RootConstruct } from 'constructs';
import type { Definition, NamesOf } from './definition';
import { hasOnlyReferences } from './definition';

/** A written definition with the names of a pipeline. Grants what its states need. */
export class WrittenDefinitionBody<Names extends NamesOf<Names>> extends ChainDefinitionBody {
  constructor(private readonly definition: Definition<Names>, private readonly names: Names) {
    const statements = JSON.parse(fillIn(definition.statements, definition, names)) as object[];
    super(new WrittenStates(statements.map((statement) => PolicyStatement.fromJson(statement))));
  }

  public bind(scope: Construct): DefinitionConfig {
    const json = fillIn(this.definition.json, this.definition, this.names);
    const needsCdk = this.definition.needsCdk || !Object.values<string | undefined>(this.names).every((name) => hasOnlyReferences(name ?? ''));
    return { definitionString: needsCdk ? Stack.of(scope).toJsonString(JSON.parse(json)) : json };
  }
}

/** Stands for the states of a written definition: a state machine asks its states what they need, before it grants anything else. */
class WrittenStates extends Pass {
  constructor(private readonly statements: PolicyStatement[]) {
    super(new RootConstruct(), 'WrittenStates');
  }

  protected whenBoundToGraph(graph: StateGraph): void {
    this.statements.forEach((statement) => graph.registerPolicyStatement(statement));
  }
}

/** Puts names into JSON, where they stand in strings. */
function fillIn<Names extends NamesOf<Names>>(json: string, { placeholders }: Definition<Names>, names: Names): string {
  const inString = (text: string): string => JSON.stringify(text).slice(1, -1);
  return [...placeholders].reduce((filled, [name, placeholder]) => filled.replaceAll(placeholder, () => inString(names[name]!)), json);
}
