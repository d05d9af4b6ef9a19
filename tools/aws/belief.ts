/** What the pipeline or its tests believe of AWS, and cannot see without it. */
export interface Belief {
  readonly id: string;
  readonly belief: string;
  /** Why it is believed. */
  readonly source: string;
  /** What depends on it, and how it would break. */
  readonly breaks: string;
}

/** What ValidateStateMachineDefinition shows. */
export const DEFINITIONS_BELIEF: Belief = {
  id: 'definitions',
  belief: 'Step Functions finds nothing wrong with the workflow definitions, whatever the props.',
  source: 'asl-validator and the language service of the AWS Toolkit',
  breaks: 'the deployment',
};
