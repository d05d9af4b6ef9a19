import type { RejectionReason } from '../../src/private/contract/messages';

/** What a reason means, said of the record. */
export const MEANINGS: { [reason in RejectionReason]: string } = {
  SCHEMA_VIOLATION: 'does not match the schema',
  MALFORMED_JSON: 'is no JSON',
  INVALID_ENCODING: 'is no UTF-8',
  DUPLICATE_NAME: 'has two members of the same name, of which one would be lost',
  MISSING_KEY: 'has its key at none of its places',
  INVALID_KEY: 'has a key of another type, an empty or too long one',
  RESERVED_NAME: 'has a member called like an attribute that the pipeline adds',
  UNREPRESENTABLE_NUMBER: 'has a number that DynamoDB would change',
  UNREPRESENTABLE_STRING: 'has a name or string that DynamoDB can\'t hold',
  TOO_DEEP: 'is nested too deep for DynamoDB',
  RECORD_TOO_LARGE: 'is bigger than what an item or a workflow\'s state can hold',
};
