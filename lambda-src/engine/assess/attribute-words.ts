import type { AttributeValue } from '../../../src/private/contract/messages';

/** How true, false and null are written as attribute values. */
export interface AttributeWords {
  readonly boolean: (value: boolean) => AttributeValue;
  readonly null: () => AttributeValue;
}

/** As DynamoDB's API has it. */
export const DYNAMODB_WORDS = attributeWords({ BOOL: true }, { BOOL: false }, { NULL: true });

/** As the SDK integration of Step Functions has it: by the names of the Java SDK. */
export const STEP_FUNCTIONS_WORDS = attributeWords({ Bool: true }, { Bool: false }, { Nul: true });

/** One object each for all records: nothing of them need be made again. */
function attributeWords(yes: AttributeValue, no: AttributeValue, nothing: AttributeValue): AttributeWords {
  return { boolean: (value) => (value ? yes : no), null: () => nothing };
}
