import { batchesOf } from './batches';
import { WRITES, total } from './bill';
import type { Bill } from './bill';
import { PRICES } from './prices';
import { executionPerRecord, filesOfOneRecord, oneBigFile } from './scenarios';
import { synthesisePipeline } from '../template/synthesised-pipeline';

const MILLION = 1_000_000;
/** Records of the sample; a whole number of samples makes a million. */
const SAMPLE = 20_000;

export interface CostReport {
  /** A table in Markdown: dollars for a million records, by what they are billed for. */
  readonly table: string;
  /** A table in Markdown with only the totals. */
  readonly summary: string;
  readonly oneFile: Bill;
  readonly manyFiles: Bill;
  /** In bytes. */
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
    ['**total of the pipeline**', `**${dollars(total(oneFile))}**`, `**${dollars(total(manyFiles))}**`],
    ['uploads: S3 requests and S3 events', dollars(upload), dollars(MILLION * upload)],
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
