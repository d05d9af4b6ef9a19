/**
 * Why a record was rejected: the `reason` of its dead letter. The runbook has a section of the same name for each.
 */
export enum RejectionReason {
  /**
   * The record does not match the schema.
   */
  SCHEMA_VIOLATION = 'SCHEMA_VIOLATION',

  /**
   * The record is not valid JSON.
   */
  MALFORMED_JSON = 'MALFORMED_JSON',

  /**
   * The record is not UTF-8.
   */
  INVALID_ENCODING = 'INVALID_ENCODING',

  /**
   * An object in the record has two members of the same name.
   */
  DUPLICATE_NAME = 'DUPLICATE_NAME',

  /**
   * The record has no table key at any of the pointers.
   */
  MISSING_KEY = 'MISSING_KEY',

  /**
   * The table key is of the wrong type, empty or too long.
   */
  INVALID_KEY = 'INVALID_KEY',

  /**
   * A top-level member has the name of an attribute that the pipeline adds.
   */
  RESERVED_NAME = 'RESERVED_NAME',

  /**
   * The record has no version at any of the pointers, or one that cannot be compared.
   */
  INVALID_VERSION = 'INVALID_VERSION',

  /**
   * The record has a number that DynamoDB would change.
   */
  UNREPRESENTABLE_NUMBER = 'UNREPRESENTABLE_NUMBER',

  /**
   * The record has a name or string that DynamoDB cannot store.
   */
  UNREPRESENTABLE_STRING = 'UNREPRESENTABLE_STRING',

  /**
   * The record is nested deeper than the 32 levels of DynamoDB.
   */
  TOO_DEEP = 'TOO_DEEP',

  /**
   * The record is larger than an item or the state of a workflow can hold.
   */
  RECORD_TOO_LARGE = 'RECORD_TOO_LARGE',

  /**
   * The record shares a dead letter with others, because more of their batch are rejected than `deadLettersPerBatch`. Whatever else
   * is wrong with it is not counted.
   */
  TOO_MANY_REJECTED = 'TOO_MANY_REJECTED',

  /**
   * DynamoDB rejected the item after all retries.
   */
  INSERT_FAILED = 'INSERT_FAILED',

  /**
   * The record makes the validator function crash or time out.
   */
  VALIDATOR_FAILED = 'VALIDATOR_FAILED',
}
