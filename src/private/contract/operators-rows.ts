/**
 * Partition keys of the rows that an operator's tool keeps in the history beside those of files, as patterns of IAM. They are all
 * that an operator may write; no row of a file has such a key, because that starts with a day.
 */
export const OPERATORS_ROWS = ['letter#*', 'correction', 'correction#*'];
