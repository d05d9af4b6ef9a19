import type { ZodType } from 'zod';
import type { RecordOptions } from '../../src/private/contract/names';

/** A file, and the options of a pipeline for it. */
export interface DataSet {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: RecordOptions;
  /** JSON Schema. */
  readonly schema: object;
  /** The same rules for zod. */
  readonly zod: ZodType;
  /** Name of the member with the records, if the file is one object; undefined for JSON Lines. */
  readonly wrapper: string | undefined;
}
