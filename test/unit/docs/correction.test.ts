import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { correctionRecipe } from '../../../testkit/correction-recipe';
import { order } from '../../../testkit/orders';
import { TOOL } from '../../../tools/bundle-options';

const testIfInstalled = spawnSync('jq', ['--version']).status === 0 ? test : test.skip;

const directory = mkdtempSync(join(tmpdir(), 'correction-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Letter {
  readonly reason?: string;
  readonly record: string | null;
}

interface Correction {
  /** The receipt handles of the deleted dead letters, which are their numbers. */
  readonly deleted: number[];
  /** What was uploaded. */
  readonly uploaded: string | undefined;
  /** What the pipeline would read from it. */
  readonly lines: string[];
}

/** Runs the commands of the runbook on dead letters, with an aws that works on files. */
function correct(letters: Letter[], edit = ':'): Correction {
  const file = (name: string) => join(directory, name);
  const text = (name: string) => existsSync(file(name)) ? readFileSync(file(name), 'utf8') : undefined;
  for (const name of ['uploaded.json', 'deleted.txt', 'taken.json']) rmSync(file(name), { force: true });
  writeFileSync(file('queue.json'), JSON.stringify({
    Messages: letters.map(({ reason = 'SCHEMA_VIOLATION', record }, number) => ({
      ReceiptHandle: String(number), Body: JSON.stringify({ version: '1', reason, record, source: { recordIndex: number } }),
    })),
  }));
  const aws = `aws() {
    case "$1 $2" in
      'sqs receive-message') cat queue.json ;;
      's3 cp') cp "$3" uploaded.json ;;
      'sqs delete-message') echo "\${@: -1}" >> deleted.txt ;;
    esac
  }\n`;
  // Pasted into a shell, which goes on after a command that fails.
  spawnSync('bash', ['--norc', '-c', aws + correctionRecipe({ tool: `"${process.execPath}" "${TOOL}"`, edit })], {
    cwd: directory, env: { ...process.env, QUEUE: 'queue', BUCKET: 'bucket' },
  });
  return {
    deleted: (text('deleted.txt') ?? '').split('\n').filter(Boolean).map(Number),
    uploaded: text('uploaded.json'),
    lines: text('corrected.json')!.split('\n').filter(Boolean),
  };
}

const evil = { before: '{"contact-info":{},"order-info":{"OrderId":"evil"},"x":[', after: ']}' };
const victim = JSON.stringify(order({}, 'victim'));

testIfInstalled.each([
  ['as the pipeline reports it', 'MALFORMED_JSON'],
  ['with whatever reason', 'SCHEMA_VIOLATION'],
])('what is not whole stays in the queue, %s', (_, reason) => {
  const { deleted, uploaded } = correct([{ reason, record: evil.before }, { record: victim }, { reason, record: evil.after }]);

  expect(uploaded).toBe(`${victim}\n`);
  expect(deleted).toEqual([1]);
});

testIfInstalled.each([
  ['a whole record that is reported as damage', { reason: 'MALFORMED_JSON', record: victim }],
  ['bytes that are not UTF-8', { reason: 'INVALID_ENCODING', record: victim }],
  ['a dead letter without a record', { record: null }],
  ['two records in one', { record: `${victim}\n${victim}` }],
  ['an array, which would be read as a file', { record: `[${victim},${victim}]` }],
  ['a line end in a string', { record: '{"contact-info":{},"order-info":{"OrderId":"a\nb"}}' }],
  ['nothing', { record: '' }],
])('%s is left out', (_, letter) => {
  expect(correct([letter, { record: victim }])).toMatchObject({ deleted: [1], uploaded: `${victim}\n` });
});

testIfInstalled('a record on several lines comes on one, with its numbers as they are', () => {
  const record = '{\r\n  "contact-info": {},\n  "order-info": { "OrderId": "1", "big": 9007199254740993,\n "exact": 1.50 }\n}';

  const { deleted, uploaded } = correct([{ record }]);

  expect(uploaded).toBe(`${record.replace(/[\r\n]/g, ' ')}\n`);
  expect(deleted).toEqual([0]);
});

testIfInstalled.each([
  ['a record that is still rejected', 'echo {} >> corrected.json; cp corrected.json taken.json'],
  ['a record less than dead letters', 'sed -i.bak 1d corrected.json'],
  ['two records on a line', 'tr -d "\\n" < corrected.json > joined; echo >> joined; mv joined corrected.json; head -1 corrected.json > taken.json'],
  ['a record that would be read as a file', `echo '{"orders":[${victim}]}' > corrected.json; head -1 corrected.json > taken.json`],
])('nothing is sent and nothing deleted with %s', (_, edit) => {
  expect(correct([{ record: victim }, { record: victim.replace('victim', 'other') }], edit)).toMatchObject({ deleted: [], uploaded: undefined });
});

testIfInstalled('of 10,000 pieces of records, only whole records come through, each by itself', () => {
  const texts = [evil.before + victim + evil.after, victim, JSON.stringify(order({ note: '}{"[,]\\' }, 'a'), null, 1)];
  const pieces = fc.tuple(fc.constantFrom(...texts), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 })).map(([text, shares]) => {
    const cuts = [0, ...shares.map((share) => Math.round(share * text.length)), text.length].sort((a, b) => a - b);
    return cuts.slice(1).map((cut, i) => ({ record: text.slice(cuts[i], cut) }));
  });
  const letters: Letter[] = fc.sample(pieces, { seed: 5, numRuns: 5_000 }).flat();
  expect(letters.length).toBeGreaterThan(10_000);

  const { deleted, uploaded, lines } = correct(letters, 'grep contact-info taken.json > kept; mv kept taken.json; jq -r .record taken.json > corrected.json');

  const oneLine = (text: string) => text.replace(/[\r\n]/g, ' ');
  expect(uploaded).toBe(`${lines.join('\n')}\n`);
  expect(new Set(lines)).toEqual(new Set([...texts.map(oneLine)]));
  expect(deleted.map((number) => oneLine(letters[number].record!))).toEqual(lines);
});
