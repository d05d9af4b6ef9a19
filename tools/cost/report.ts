import { batchesOf } from './batches';
import { WRITES, total } from './bill';
import type { Bill } from './bill';
import type { PoisonFile } from './poison-file';
import { poisonFile } from './poison-file';
import { PRICES } from './prices';
import { executionPerRecord, filesOfOneRecord, oneBigFile } from './scenarios';
import type { WorstFile } from './worst-file';
import { worstFiles } from './worst-file';
import { DuplicatePolicy } from '../../src';
import { DEFAULT_RECORD_OPTIONS, DEFAULT_VERSION_ATTRIBUTE } from '../../src/private/contract/record-defaults';
import { orderText } from '../../testkit/orders';
import { synthesisePipeline } from '../template/synthesised-pipeline';

const MILLION = 1_000_000;
/** Records of the sample; a whole number of samples makes a million. */
const SAMPLE = 20_000;
/** Makes records of some 900 bytes, and items below the 1 KB of one write unit. */
const ORDER_LINES = 7;

export interface CostReport {
  /** A table in Markdown: dollars for a million records, by what they are billed for. */
  readonly table: string;
  /** A table in Markdown with only the totals. */
  readonly summary: string;
  /** Markdown as well: what a GB costs that somebody has made to be expensive. */
  readonly worstTable: string;
  readonly worst: WorstFile[];
  readonly poison: PoisonFile;
  readonly oneFile: Bill;
  /** The same under `DuplicatePolicy.OVERWRITE`. */
  readonly oneFileOverwriting: Bill;
  readonly manyFiles: Bill;
  /** In bytes. */
  readonly recordSize: number;
  readonly itemSize: number;
}

export async function costReport(): Promise<CostReport> {
  const pipeline = synthesisePipeline();
  const text = Array.from({ length: SAMPLE }, (_, number) => orderText(number, { lines: ORDER_LINES })).join('\n');
  const fileSize = Buffer.byteLength(text) * MILLION / SAMPLE;
  const sample = await batchesOf({ text, fileSize, validate: () => true });
  const { bill: oneFile } = oneBigFile(pipeline, MILLION / SAMPLE, sample);
  const version = { attribute: DEFAULT_VERSION_ATTRIBUTE, pointers: [] };
  const overwriting = await batchesOf({ text, fileSize, validate: () => true, options: { ...DEFAULT_RECORD_OPTIONS, version } });
  const { bill: oneFileOverwriting } = oneBigFile(synthesisePipeline({ duplicatePolicy: DuplicatePolicy.OVERWRITE }), MILLION / SAMPLE, overwriting);
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
  const worst = await worstFiles(pipeline);
  return {
    table: markdown(table),
    summary: markdown(summary),
    worstTable: worstTable(worst),
    worst,
    poison: poisonFile(pipeline),
    oneFile,
    oneFileOverwriting,
    manyFiles,
    recordSize: Math.round(sample.bytes / SAMPLE),
    itemSize: sample.itemSize,
  };
}

function worstTable(worst: WorstFile[]): string {
  const rows = worst.map(({ name, records, unlimited, limited }) => [
    name, count(records), count(unlimited.deadLetters), dollars(unlimited.cost), unlimited.hours.toFixed(1),
    count(limited.deadLetters), `**${dollars(limited.cost)}**`, limited.hours.toFixed(1), dollars(limited.writes),
  ]);
  return markdown([
    ['a GB of', 'records', 'dead letters, one for each', 'dollars', 'hours', 'dead letters, with the limit', 'dollars', 'hours', 'the DynamoDB writes, besides'],
    ['---', ...Array<string>(8).fill('--:')],
    ...rows,
  ]);
}

const count = (value: number): string => value < 1e5 ? value.toLocaleString('en-US') : `${(value / 1e6).toFixed(1)} million`;


const dollars = (amount: number): string => (amount > 0 && amount < 0.005 ? '<0.01' : amount.toFixed(2));

const markdown = (rows: string[][]): string => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
