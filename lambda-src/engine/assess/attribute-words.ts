import type { AttributeValue } from '../../../src/private/contract/messages';

/** How true, false and null are written as attribute values. */
export interface AttributeWords {
  readonly boolean: (value: boolean) => AttributeValue;
  readonly null: () => AttributeValue;
}

/** As in DynamoDB's API. */
export const DYNAMODB_WORDS = attributeWords({ BOOL: true }, { BOOL: false }, { NULL: true });

/** As in the SDK integrations of Step Functions, which use the names of the Java SDK. */
export const STEP_FUNCTIONS_WORDS = attributeWords({ Bool: true }, { Bool: false }, { Nul: true });

/** One object per value for all records. */
function attributeWords(yes: AttributeValue, no: AttributeValue, nothing: AttributeValue): AttributeWords {
  return { boolean: (value) => (value ? yes : no), null: () => nothing };
}
