import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import type { SoakFile, SoakRecord } from './files';
import { soakFile } from './files';
import type { Announcement, DeployedPipeline, Letter } from '../support/deployed-pipeline';
import { Deployment } from '../support/deployment';
import { fanOutInput } from '../support/fan-out-input';

export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly log: (line: string) => void;
}

export interface SoakResult {
  readonly files: number;
  readonly records: number;
  readonly items: number;
  readonly letters: number;
}

/** How a file comes in: those after `copies` start a workflow by hand, with that fault in it. */
const WAYS = ['upload', 'upload', 'upload', 'again', 'copies', 'Throttled', 'QueueDenies', 'ValidatorFails', 'BatchFails'] as const;
type Way = typeof WAYS[number];

/** What was sent before the fault, or for each event, is sent again. */
const LETTERS_AGAIN: ReadonlySet<Way> = new Set<Way>(['copies', 'Throttled', 'QueueDenies']);

/** What is mocked fails in all attempts of a state; entered again, the state does what it does. */
const mocks = {
  StateMachines: {
    'Soak-FileWorkflow': {
      TestCases: { Throttled: { Insert: 'Throttled' }, QueueDenies: { DeadLetter: 'Denied' }, ValidatorFails: { ValidateBatch: 'Crashed' } },
    },
    'Soak-FanOutWorkflow': { TestCases: { BatchFails: { ValidateBatch: 'Crashed' } } },
  },
  MockedResponses: {
    Throttled: { '0-1': { Throw: { Error: 'DynamoDb.ProvisionedThroughputExceededException', Cause: 'too many requests' } } },
    Denied: { '0-1': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } },
    Crashed: { 0: { Throw: { Error: 'Lambda.Unknown', Cause: 'exited' } } },
  },
};

/** Sends random files through a deployed pipeline until time is up, and checks the promise of each, and of all at the end. */
export async function soak({ seed, minutes, log }: SoakOptions): Promise<SoakResult> {
  const deployment = await Deployment.of({ Soak: () => ({ objectKeyPrefix: 'in/' }) }, { mocks });
  try {
    const run = new SoakRun(deployment.pipeline('Soak'));
    const until = Date.now() + minutes * 60_000;
    for (let round = 0; Date.now() < until; round++) {
      const [[file, way]] = fc.sample(fc.tuple(soakFile(run), fc.constantFrom(...WAYS)), { seed: seed + round, numRuns: 1 });
      await run.send(file, way).catch((error) => {
        throw new Error(`round ${round} (seed ${seed}, ${way}): ${error.message}\n${excerpt(file)}`);
      });
      // Everything there is takes its time: rarer the more there is.
      if (Number.isInteger(Math.log2(run.files / 10))) {
        await run.checkTable();
        log(`${run.files} files, ${run.records} records`);
      }
    }
    return await run.finish();
  } finally {
    await deployment.stop();
  }
}

/** A file that was sent, and what the pipeline said of it. */
interface Sent {
  readonly name: string;
  readonly file: SoakFile;
  readonly letters: Letter[];
}

class SoakRun {
  public files = 0;
  public records = 0;
  private letters = 0;
  private ids = 0;
  /** Of whose records it is not yet known whether they are in the table. */
  private unchecked: Sent[] = [];
  /** The values that have to be in the table, by their keys. */
  private readonly table = new Map<string, unknown>();

  constructor(private readonly pipeline: DeployedPipeline) {}

  public next(): string {
    return `soak-${++this.ids}`;
  }

  public stored(): string | undefined {
    return this.table.keys().next().value;
  }

  public async send(file: SoakFile, way: Way): Promise<void> {
    const name = `file ${++this.files}.json`;
    const { detail, letters } = await this.deliver(name, file, way);
    this.records += file.records.length;
    this.letters += letters.length;
    checkLetters(file, letters);
    const severalTimes = LETTERS_AGAIN.has(way);
    if (detail.reason) {
      equal('reason', detail.reason, 'FILE_UNREADABLE');
      check('a letter for the file', letters.length === 1 || severalTimes, letters);
    } else {
      equal('sum of the counts', detail.inserted + detail.repeated + detail.rejected + detail.conflicts, detail.records);
      equal('letters', severalTimes ? byPlace(letters).size : letters.length, detail.rejected + detail.conflicts);
    }
    if (file.damage === null) checkFates(file, detail, letters);
    this.unchecked.push({ name, file, letters });
  }

  private async deliver(name: string, file: SoakFile, way: Way): Promise<{ detail: Announcement['detail']; letters: Letter[] }> {
    if (way === 'upload') return this.upload(`in/${name}`, file);
    if (way === 'again') {
      const first = await this.upload(`in/${name}`, file);
      const { detail, letters } = await this.upload(`in/again ${name}`, file);
      equal('inserted by the same file again', detail.inserted ?? 0, 0);
      equal('letters of the same file again', letters.map(({ record }) => record), first.letters.map(({ record }) => record));
      return first;
    }
    // Beside the prefix, so that nothing but this starts a workflow.
    const event = await this.pipeline.put(name, file.body);
    const copies = way === 'copies' ? 3 : 1;
    for (let i = 0; i < copies; i++) {
      if (way === 'BatchFails') await this.pipeline.start('fanOutWorkflow', fanOutInput(event), way);
      else await this.pipeline.start('fileWorkflow', event, way === 'copies' ? undefined : way);
    }
    const details: Announcement['detail'][] = [];
    for (let i = 0; i < copies; i++) details.push((await this.pipeline.announcement(name)).detail);
    const most = details.reduce((a, b) => (b.inserted > a.inserted ? b : a));
    return { detail: most, letters: await this.pipeline.takeLetters() };
  }

  private async upload(key: string, { body }: SoakFile): Promise<{ detail: Announcement['detail']; letters: Letter[] }> {
    const { announcement: { detail }, letters } = await this.pipeline.upload(key, body);
    return { detail, letters };
  }

  /** Each record is in exactly one place, and nothing else is in the table. */
  public async checkTable(): Promise<number> {
    const items = new Map((await this.pipeline.items()).map((item) => [item.orderId.S!, item]));
    for (const { name, file, letters } of this.unchecked.splice(0)) {
      for (const record of file.records.filter((one) => isWhole(file, one))) {
        const lettered = letters.some(({ source }) => source.byteOffset <= record.start && source.byteOffset + source.byteLength >= record.end);
        const stored = items.has(record.id) && isFrom(items.get(record.id)!, name);
        check(`${record.id} of ${name} in exactly one place`, lettered !== stored, { lettered, stored, file: excerpt(file) });
        if (stored) this.table.set(record.id, JSON.parse(file.body.toString('utf8', record.start, record.end)));
      }
      // What damage has made of the one record that it hit, its key included, is the pipeline's alone to know.
      const changed = [...items].filter(([id, item]) => !this.table.has(id) && isFrom(item, name));
      check(`no more records of ${name} than were hit`, changed.length <= (file.damage === null ? 0 : 1), changed);
      for (const [id] of changed) this.table.set(id, undefined);
    }
    equal('keys in the table', [...items.keys()].filter((id) => !this.table.has(id)), []);
    for (const [id, value] of this.table) {
      check(`${id} in the table`, items.has(id), value);
      if (value !== undefined) check(`${id} as it was sent`, isDeepStrictEqual(withoutOwn(items.get(id)!), value), { stored: items.get(id), sent: value });
    }
    return items.size;
  }

  public async finish(): Promise<SoakResult> {
    const items = await this.checkTable();
    equal('letters left over', (await this.pipeline.takeLetters()).length, 0);
    return { files: this.files, records: this.records, items, letters: this.letters };
  }
}

/** The record of an item, without the attributes that the pipeline adds. */
function withoutOwn({ orderId, _contentHash, _source, ...members }: Record<string, AttributeValue>): unknown {
  return plain({ M: members });
}

/** Not the SDK's `unmarshall`, which drops members called `__proto__`. */
function plain({ M, L, S, N, BOOL }: AttributeValue): unknown {
  if (M) return Object.fromEntries(Object.entries(M).map(([name, value]) => [name, plain(value)]));
  if (L) return L.map(plain);
  return S ?? (N === undefined ? BOOL ?? null : Number(N));
}

const isFrom = (item: Record<string, AttributeValue>, name: string) => item._source.S!.replace(/^in\//, '').startsWith(`${name}#`);
const byPlace = (letters: Letter[]) => new Map(letters.map((letter) => [letter.source.byteOffset, letter]));
const isWhole = ({ damage, body }: SoakFile, { start, end }: SoakRecord) =>
  damage === null || end <= damage || (start > damage && end <= body.length);
const excerpt = ({ body, damage }: SoakFile) => `damage: ${damage}\n${body.toString('utf8', 0, 2_000)}`;

/** A letter holds the bytes that it says it is of. */
function checkLetters({ body }: SoakFile, letters: Letter[]): void {
  for (const { record, recordBase64, source } of letters) {
    const bytes = record === null ? recordBase64 && Buffer.from(recordBase64, 'base64') : Buffer.from(record);
    const { byteOffset, byteLength } = source;
    if (bytes) check('bytes of a letter', bytes.equals(body.subarray(byteOffset, byteOffset + byteLength)), { record, source });
  }
}

/** In a file without damage it is known what becomes of each record. */
function checkFates({ records }: SoakFile, detail: Announcement['detail'], letters: Letter[]): void {
  if (records.every(({ fate }) => fate === 'MALFORMED_JSON')) return equal('reason', detail.reason, 'FILE_UNREADABLE');
  equal('records', detail.records, records.length);
  const places = byPlace(letters);
  equal(
    'fates',
    records.map(({ start }) => places.get(start)?.reason ?? 'stored'),
    records.map(({ fate }) => fate),
  );
}

function equal(what: string, actual: unknown, expected: unknown): void {
  check(`${what}: expected ${JSON.stringify(expected)?.slice(0, 1_000)}, but got`, isDeepStrictEqual(actual, expected), actual);
}

function check(what: string, holds: boolean, found: unknown): void {
  if (!holds) throw new Error(`${what} ${JSON.stringify(found)?.slice(0, 2_000)}`);
}
