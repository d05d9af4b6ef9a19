import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import type { SoakFile, SoakRecord } from './files';
import { soakFile } from './files';
import type { Announcement, DeadLetter } from '../../../src/private/contract/messages';
import { Deployment } from '../../../testkit/deployment';
import type { DeployedPipeline, Upload } from '../../../testkit/pipeline/deployed-pipeline';
import { fanOutInput } from '../../../testkit/pipeline/fan-out-input';

export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly log: (line: string) => void;
}

export interface SoakResult {
  readonly files: number;
  readonly records: number;
  readonly items: number;
  readonly deadLetters: number;
}

/** How a file comes in: those after `copies` start a workflow by hand, with that fault in it. */
const WAYS = ['upload', 'upload', 'upload', 'again', 'copies', 'Throttled', 'QueueDenies', 'ValidatorFails', 'BatchFails'] as const;
type Way = typeof WAYS[number];

/** What was sent before the fault, or for each event, is sent again. */
const DEAD_LETTERS_AGAIN: ReadonlySet<Way> = new Set<Way>(['copies', 'Throttled', 'QueueDenies']);

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

/** A file that was sent, and its dead letters. */
interface Sent {
  readonly name: string;
  readonly file: SoakFile;
  readonly deadLetters: DeadLetter[];
}

class SoakRun {
  public files = 0;
  public records = 0;
  private deadLetters = 0;
  private ids = 0;
  /** Files whose records have not been looked up in the table yet. */
  private unchecked: Sent[] = [];
  /** The values that the table must hold, by their table keys. */
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
    const { announcement, deadLetters } = await this.deliver(name, file, way);
    this.records += file.records.length;
    this.deadLetters += deadLetters.length;
    checkDeadLetters(file, deadLetters);
    const severalTimes = DEAD_LETTERS_AGAIN.has(way);
    if (announcement['detail-type'] === 'Sales File Failed') {
      equal('reason', announcement.detail.reason, 'FILE_UNREADABLE');
      check('a dead letter for the file', deadLetters.length === 1 || severalTimes, deadLetters);
    } else {
      const { records, inserted, repeated, rejected, conflicts } = announcement.detail;
      equal('sum of the counts', inserted + repeated + rejected + conflicts, records);
      equal('dead letters', severalTimes ? byPlace(deadLetters).size : deadLetters.length, rejected + conflicts);
    }
    if (file.damage === null) checkFates(file, announcement, deadLetters);
    this.unchecked.push({ name, file, deadLetters });
  }

  private async deliver(name: string, file: SoakFile, way: Way): Promise<Upload> {
    if (way === 'upload') return this.pipeline.upload(`in/${name}`, file.body);
    if (way === 'again') {
      const first = await this.pipeline.upload(`in/${name}`, file.body);
      const { announcement, deadLetters } = await this.pipeline.upload(`in/again ${name}`, file.body);
      equal('inserted by the same file again', insertedBy(announcement), 0);
      equal('dead letters of the same file again', deadLetters.map(({ record }) => record), first.deadLetters.map(({ record }) => record));
      return first;
    }
    // Outside the prefix, so that nothing else starts a workflow.
    const event = await this.pipeline.put(name, file.body);
    const copies = way === 'copies' ? 3 : 1;
    for (let i = 0; i < copies; i++) {
      if (way === 'BatchFails') await this.pipeline.fanOutWorkflow.start(fanOutInput(event), way);
      else await this.pipeline.fileWorkflow.start(event, way === 'copies' ? undefined : way);
    }
    const announcements: Announcement[] = [];
    for (let i = 0; i < copies; i++) announcements.push(await this.pipeline.announcementOf(name));
    const announcement = announcements.reduce((a, b) => (insertedBy(b) > insertedBy(a) ? b : a));
    return { announcement, deadLetters: await this.pipeline.takeDeadLetters() };
  }

  /** Each record is in exactly one place, and nothing else is in the table. */
  public async checkTable(): Promise<number> {
    const items = new Map((await this.pipeline.table.items()).map((item) => [item.orderId.S!, item]));
    for (const { name, file, deadLetters } of this.unchecked.splice(0)) {
      for (const record of file.records.filter((one) => isWhole(file, one))) {
        const rejected = deadLetters.some(({ source }) => source.byteOffset <= record.start && source.byteOffset + source.byteLength! >= record.end);
        const stored = items.has(record.id) && isFrom(items.get(record.id)!, name);
        check(`${record.id} of ${name} in exactly one place`, rejected !== stored, { rejected, stored, file: excerpt(file) });
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
    equal('dead letters left over', (await this.pipeline.takeDeadLetters()).length, 0);
    return { files: this.files, records: this.records, items, deadLetters: this.deadLetters };
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
const byPlace = (deadLetters: DeadLetter[]) => new Map(deadLetters.map((deadLetter) => [deadLetter.source.byteOffset, deadLetter]));
const insertedBy = ({ detail }: Announcement) => ('inserted' in detail ? detail.inserted : 0);
const isWhole = ({ damage, body }: SoakFile, { start, end }: SoakRecord) =>
  damage === null || end <= damage || (start > damage && end <= body.length);
const excerpt = ({ body, damage }: SoakFile) => `damage: ${damage}\n${body.toString('utf8', 0, 2_000)}`;

/** A dead letter holds the bytes that its source points at. */
function checkDeadLetters({ body }: SoakFile, deadLetters: DeadLetter[]): void {
  for (const { record, recordBase64, source } of deadLetters) {
    const bytes = record === null ? recordBase64 && Buffer.from(recordBase64, 'base64') : Buffer.from(record);
    const { byteOffset, byteLength } = source;
    if (bytes) check('bytes of a dead letter', bytes.equals(body.subarray(byteOffset, byteOffset + byteLength!)), { record, source });
  }
}

/** In a file without damage the fate of each record is known. */
function checkFates({ records }: SoakFile, announcement: Announcement, deadLetters: DeadLetter[]): void {
  const unreadable = records.every(({ fate }) => fate === 'MALFORMED_JSON');
  equal('event', announcement['detail-type'], unreadable ? 'Sales File Failed' : 'Sales File Processed');
  if (announcement['detail-type'] === 'Sales File Failed') return;
  equal('records', announcement.detail.records, records.length);
  const places = byPlace(deadLetters);
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
