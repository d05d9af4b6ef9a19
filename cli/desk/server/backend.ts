import type { Corrections } from '../../operate/corrections/corrections';
import type { DeadLetterQueue } from '../../operate/dead-letters/queue';
import type { Files } from '../../operate/files/model';
import type { Pipeline } from '../../operate/pipeline';
import type { RecordSource } from '../../operate/records/source';
import type { Validator } from '../../operate/validator';

/** What the desk shows and does: a deployed pipeline, or one that a test makes up. */
export interface Backend {
  readonly entry: Pipeline['entry'];
  readonly region: string;
  /** ARN of the operator's identity. */
  readonly operator: string;
  readonly files: Files;
  readonly queue: DeadLetterQueue;
  readonly corrections: Corrections;
  readonly source: RecordSource;
  readonly validator: Validator;
}
