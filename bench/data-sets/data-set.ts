import type { ZodType } from 'zod';
import type { RecordOptions } from '../../src/private/contract/names';

/** A file, and what a pipeline for it would be told. */
export interface DataSet {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: RecordOptions;
  /** JSON Schema. */
  readonly schema: object;
  /** The same rules for zod. */
  readonly zod: ZodType;
  /** Of the member that holds the records, where the file is one object; undefined for JSON Lines. */
  readonly wrapper: string | undefined;
}
