/**
 * Limits that more than one part of the pipeline relies on. Sizes of JSON are in bytes of UTF-8, lengths of texts in
 * UTF-16 code units. A limit that only one file uses stands in that file.
 */

/** What Step Functions passes from one state to the next at most, in bytes of JSON. */
export const MAX_STATE_SIZE = 256 * 1024;

/**
 * What one answer of the validator function has at most, and so what one record in it has, in bytes of JSON: a state
 * with room left for the file, the counts, and what the workflow adds to each record.
 */
export const MAX_ENTRY_SIZE = 200_000;

/** A longer record is rejected without being read, in bytes: what it becomes is larger than a state. */
export const MAX_RECORD_LENGTH = 4 * 1024 * 1024;

/**
 * A file up to this size is one batch, and batches of a larger file are not longer as long as it has no more than BATCHES_PER_FILE,
 * in bytes. The most records that fit are 50,000 of 20 bytes, which take about a minute at forty a time.
 */
export const BATCH_SIZE = 1024 * 1024;

/** The default of `maxConcurrency`: batches of a file that are processed at the same time. */
export const DEFAULT_CONCURRENCY = 10;

/** A batch of a larger file has this many records or this many bytes, except the last: starting one costs as much as writing 40 records. */
export const MIN_RECORDS_OF_BATCH = 500;
export const MIN_SIZE_OF_BATCH = 500_000;

/** Batches that a file of up to 32 GB has at most, give or take a few. A multiple of DEFAULT_CONCURRENCY. */
export const BATCHES_PER_FILE = 500;

/**
 * Larger files have more batches instead of larger ones, in bytes: a round is as many batches as the splitter finds in its
 * 15 minutes, and a few large ones would keep few children busy.
 */
export const MAX_BATCH_SIZE = 64 * 1024 * 1024;

/**
 * Batches in one round of SplitFile and the Distributed Map at most. Their list and their results have to fit into one
 * state together: usually some 100 and 220 bytes a batch, but up to 480 and 1,250 if records are rejected for every reason.
 */
export const BATCHES_PER_ROUND = 130;

/** Timeout of the validator function, in seconds. */
export const VALIDATOR_TIMEOUT = 30;

/** Texts that the validator function is asked about at once, at most, and their size together in bytes of UTF-8: that of a batch. */
export const MAX_TEXTS = 100;
export const MAX_TEXTS_SIZE = BATCH_SIZE;

/** Errors in one dead letter at most. A dead letter stays small however much is wrong with its record. */
export const MAX_ERRORS = 10;
/** Size of the errors that a schema finds in one record at most, but never of the first alone. The record needs the room. */
export const MAX_ERRORS_SIZE = 4_000;
/** Lengths of an error's pointer and of its message at most, where the pipeline has found it. */
export const MAX_POINTER_LENGTH = 1_000;
export const MAX_MESSAGE_LENGTH = 300;
/** Length of an error's message at most, where it is what a service or a function has answered. */
export const MAX_CAUSE_LENGTH = 1_000;
/** Length of a file error's message at most: all batches of a round may have one, in one state. */
export const MAX_FILE_ERROR_LENGTH = 120;

/** DynamoDB's limits: levels of objects and arrays in an item, the item included; bytes of a key attribute's name. */
export const MAX_DEPTH = 32;
export const MAX_KEY_NAME_LENGTH = 255;
