import { batchesOf } from './batches';
import { WRITES, total } from './bill';
import type { Bill } from './bill';
import { PRICES } from './prices';
import { executionPerRecord, filesOfOneRecord, oneBigFile } from './scenarios';
import { synthesisePipeline } from '../template/synthesised-pipeline';

const MILLION = 1_000_000;
/** Records of the sample; a whole number of them makes a million. */
const SAMPLE = 20_000;

export interface CostReport {
  /** A table in Markdown: what is billed, in dollars for a million records. */
  readonly table: string;
  /** The same in one line for each way. */
  readonly summary: string;
  readonly oneFile: Bill;
  readonly manyFiles: Bill;
  /** What is in the records that were counted with, in bytes. */
  readonly recordSize: number;
  readonly itemSize: number;
}

export async function costReport(): Promise<CostReport> {
  const pipeline = synthesisePipeline();
  const sample = await batchesOf(SAMPLE);
  const oneFile = oneBigFile(pipeline, MILLION / SAMPLE, sample);
  const manyFiles = filesOfOneRecord(pipeline, MILLION, sample);
  const upload = PRICES.s3Put + PRICES.event;
  const perRecord = dollars(executionPerRecord(MILLION));

  const rows = [...oneFile.keys()].filter((name) => oneFile.get(name)! + manyFiles.get(name)! > 0)
    .map((name) => [name, dollars(oneFile.get(name)!), dollars(manyFiles.get(name)!)]);
  const table = [
    ['US dollars for a million records', 'in one file', 'in a million files'],
    ['---', '--:', '--:'],
    ...rows,
    ['**the pipeline in all**', `**${dollars(total(oneFile))}**`, `**${dollars(total(manyFiles))}**`],
    ['uploading them: S3 requests, and S3\'s events', dollars(upload), dollars(MILLION * upload)],
    ['*for comparison:* the DynamoDB writes alone', dollars(oneFile.get(WRITES)!), dollars(manyFiles.get(WRITES)!)],
    ['*for comparison:* a Standard execution for each record', perRecord, perRecord],
  ];
  const summary = [
    ['a million records', 'the pipeline', 'the DynamoDB writes alone', 'a Standard execution for each record'],
    ['---', '--:', '--:', '--:'],
    ['in one file', `$${dollars(total(oneFile))}`, `$${dollars(oneFile.get(WRITES)!)}`, `$${perRecord}`],
    ['in a million files', `$${dollars(total(manyFiles))}`, `$${dollars(manyFiles.get(WRITES)!)}`, `$${perRecord}`],
  ];
  return { table: markdown(table), summary: markdown(summary), oneFile, manyFiles, recordSize: sample.recordSize, itemSize: sample.itemSize };
}

const dollars = (amount: number): string => (amount > 0 && amount < 0.005 ? '<0.01' : amount.toFixed(2));

const markdown = (rows: string[][]): string => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
