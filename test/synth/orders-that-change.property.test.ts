import * as fc from 'fast-check';
import type { Item, ModelTable } from './support/insertion';
import { insertion, scaled } from './support/insertion';
import { functionOptions } from './support/options';
import { synth } from './support/synth';
import { fileWorkflow } from './support/workflow';
import { RecordAssessor } from '../../lambda-src/engine/assess/assess-record';
import { STEP_FUNCTIONS_WORDS } from '../../lambda-src/engine/assess/attribute-words';
import { UploadVersion } from '../../lambda-src/engine/assess/upload-version';
import type { SalesDataPipelineProps } from '../../src';
import { DuplicatePolicy } from '../../src';
import type { AcceptedRecord, SourceFile } from '../../src/private/contract/messages';
import type { States } from '../../testkit/cloudformation/template';
import { order } from '../../testkit/orders';
import { runs } from '../../testkit/property-runs';

const { OVERWRITE } = DuplicatePolicy;
const valid = Object.assign(() => true, { errors: null });

interface FileOfOrders {
  readonly key: string;
  /** Second of its upload. */
  readonly second: number;
  readonly records: string[];
}

/** What the definition of a pipeline does with accepted records. */
function pipeline(props: SalesDataPipelineProps) {
  const { template } = synth(props);
  const [options] = functionOptions(template);
  const map = fileWorkflow(template).states.find(({ name }) => name === 'InsertAccepted')!.state;
  const accept = ({ key, second, records }: FileOfOrders): AcceptedRecord[] => {
    const file: SourceFile = { bucket: 'b', key, sendableKey: key, label: key, versionId: 'v', etag: 'e', size: 1, uploaded: '2026-11-26T22:00:00Z', begun: '2026-11-26T22:00:01.000Z' };
    const assessor = new RecordAssessor(options, valid, key, STEP_FUNCTIONS_WORDS, () => new UploadVersion(file, new Date(1e12 + 1e3 * second)));
    return records.map((text, index) => assessor.assessExtent({ kind: 'record', index, offset: 0, length: text.length }, Buffer.from(text)).accepted!);
  };
  return { accept, states: map.ItemProcessor as States };
}

/** Inserts records side by side, call by call in any order. Returns their outcomes. */
async function insertAll(states: States, table: ModelTable, accepted: AcceptedRecord[], next: () => number): Promise<string[]> {
  const outcomes: string[] = [];
  const running = accepted.map((record) => insertion(states, table, { file: {}, accepted: record, rejectedBefore: 0 }));
  while (running.length > 0) {
    const turn = Math.floor(next() * running.length);
    const { done, value } = await running[turn].next();
    if (done) {
      running.splice(turn, 1);
      outcomes.push(value);
    }
  }
  return outcomes;
}

const numbers = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const newest = (records: AcceptedRecord[]): AcceptedRecord => records.reduce((a, b) => (scaled(a.version!) < scaled(b.version!) ? b : a));
const orderId = ({ key }: AcceptedRecord): string => JSON.stringify(key);

async function expectNewest(states: States, accepted: AcceptedRecord[], processed: AcceptedRecord[], next: () => number): Promise<void> {
  const table: ModelTable = new Map();

  const outcomes = await insertAll(states, table, processed, next);

  const ids = new Set(accepted.map(orderId));
  const expected = new Map<string, Item>([...ids].map((id) => [id, newest(accepted.filter((record) => orderId(record) === id)).item]));
  const content = (items: ModelTable) => new Map([...items].map(([id, { _source, ...members }]) => [id, members]));
  expect(content(table)).toEqual(content(expected));
  expect(outcomes).toHaveLength(processed.length);
  expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(ids.size);
  expect(outcomes.filter((outcome) => !['inserted', 'replaced', 'repeated', 'superseded'].includes(outcome))).toEqual([]);
}

/** Some files again: events come twice, late, or from a redrive. */
const again = <T>(files: T[], picks: number[]): T[] => [...files, ...picks.map((pick) => files[pick % files.length])];

test('whatever the order in which records are inserted, and how often, the newest by its own word stays', async () => {
  const { accept, states } = pipeline({ duplicatePolicy: OVERWRITE, recordVersion: { pointers: ['/at'] } });
  // Different versions of an order have different contents, and the other way round.
  const record = fc.tuple(fc.nat(2), fc.nat(4)).map(([id, version]) => JSON.stringify({ ...order({ version }, `${id}`), at: `2026-11-26T1${version}:00:00+0${id}:00` }));
  const files = fc.array(fc.array(record, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(files, fc.array(fc.nat(), { maxLength: 3 }), numbers, async (texts, picks, stream) => {
    const accepted = texts.map((records, i) => accept({ key: `${i}`, second: 0, records }));

    await expectNewest(states, accepted.flat(), again(accepted, picks).flat(), () => stream.next().value);
  }), runs(150));
}, 120_000);

test('without recordVersion, the latest upload stays, and in it the last record', async () => {
  const { accept, states } = pipeline({ duplicatePolicy: OVERWRITE });
  const record = fc.tuple(fc.nat(2), fc.nat(2)).map(([id, status]) => JSON.stringify(order({ status }, `${id}`)));
  const files = fc.array(fc.tuple(fc.nat(3), fc.array(record, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(files, fc.array(fc.nat(), { maxLength: 3 }), numbers, async (uploads, picks, stream) => {
    const accepted = uploads.map(([second, records], i) => accept({ key: `${i}`, second, records }));
    // The version is in the order of the uploads, as far as S3's clock has one, and of the records.
    accepted.forEach((records, i) => {
      expect(newest(records)).toBe(records[records.length - 1]);
      accepted.forEach((others, j) => {
        if (uploads[i][0] < uploads[j][0]) expect(scaled(newest(records).version!)).toBeLessThan(scaled(others[0].version!));
      });
    });

    await expectNewest(states, accepted.flat(), again(accepted, picks).flat(), () => stream.next().value);
  }), runs(150));
}, 120_000);

test('under REJECT, one content of each order stays, and the others are conflicts', async () => {
  const { accept, states } = pipeline({});
  const record = fc.tuple(fc.nat(2), fc.nat(2)).map(([id, status]) => JSON.stringify(order({ status }, `${id}`)));
  await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 10 }), numbers, async (records, stream) => {
    const accepted = accept({ key: 'k', second: 0, records });
    const table: ModelTable = new Map();

    const outcomes = await insertAll(states, table, accepted, () => stream.next().value);

    const hashes = [...table.values()].map(({ _contentHash }) => JSON.stringify(_contentHash));
    const same = accepted.filter(({ item }) => hashes.includes(JSON.stringify(item._contentHash))).length;
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    expect(table.size).toBe(new Set(accepted.map(orderId)).size);
    expect([count('inserted'), count('repeated'), count('conflict')]).toEqual([table.size, same - table.size, accepted.length - same]);
  }), runs(100));
}, 120_000);
