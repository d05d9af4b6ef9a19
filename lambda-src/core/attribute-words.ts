import type { AttributeValue } from '../contract';

/** How true, false and null are written as attribute values. */
export interface AttributeWords {
  readonly boolean: (value: boolean) => AttributeValue;
  readonly null: () => AttributeValue;
}

/** As DynamoDB's API has it. */
export const DYNAMODB_WORDS: AttributeWords = { boolean: (value) => ({ BOOL: value }), null: () => ({ NULL: true }) };

/** As the SDK integration of Step Functions has it: by the names of the Java SDK. */
export const STEP_FUNCTIONS_WORDS: AttributeWords = { boolean: (value) => ({ Bool: value }), null: () => ({ Nul: true }) };
