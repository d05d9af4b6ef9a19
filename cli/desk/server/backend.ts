import type { Corrections } from '../../operate/corrections/corrections';
import { createCorrections } from '../../operate/corrections/corrections';
import type { DeadLetterQueue } from '../../operate/dead-letters/queue';
import { createDeadLetterQueue } from '../../operate/dead-letters/queue';
import { PipelineFiles } from '../../operate/files/files';
import type { Files } from '../../operate/files/model';
import type { Pipeline } from '../../operate/pipeline';
import type { RecordSource } from '../../operate/records/source';
import { createRecordSource } from '../../operate/records/source';
import type { Validator } from '../../operate/validator';
import { createValidator } from '../../operate/validator';

/** What the desk shows and does: a deployed pipeline, or one that a test makes up. */
export interface Backend {
  readonly entry: Pipeline['entry'];
  readonly region: string;
  /** ARN of the operator's identity. */
  readonly operator: string;
  readonly files: Files;
  readonly queue: DeadLetterQueue;
  /** Null if the pipeline keeps no history, in which corrections are kept. */
  readonly corrections: Corrections | null;
  readonly source: RecordSource;
  readonly validator: Validator;
}

export function backendOf(pipeline: Pipeline): Backend {
  const { aws, entry, operator } = pipeline;
  const files = new PipelineFiles(pipeline);
  const validator = createValidator(pipeline);
  return {
    entry,
    region: aws.region,
    operator,
    files,
    validator,
    queue: createDeadLetterQueue(pipeline),
    source: createRecordSource(pipeline),
    corrections: entry.historyTable === null ? null : createCorrections(pipeline, { files, validator }),
  };
}
