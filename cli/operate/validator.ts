import type { TextVerdict } from '../../src/private/contract/messages';

/** Asks the deployed validator function. */
export interface Validator {
  /** The verdict on each record, as it would be in a file of corrections. Splits questions that are too large for one call. */
  ask(records: readonly string[]): Promise<TextVerdict[]>;
  /** The JSON Schema that is deployed; null if the pipeline does not say. */
  schema(): Promise<{ readonly schema: string; readonly references: readonly string[] } | null>;
}
