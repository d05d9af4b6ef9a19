import { setTimeout as sleep } from 'node:timers/promises';
import { NO_CONTACT, WAIT, correct, operatorOf, withContact } from './support/operator';
import { createRecordSource } from '../../cli/operate/records/source';
import { createValidator } from '../../cli/operate/validator';
import { DuplicatePolicy } from '../../src';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Sales: () => ({}),
    Newest: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE, objectKeyPrefix: 'in/', objectKeySuffix: '.json' }),
    Large: () => ({ recordsPointer: '/*/lines' }),
  });
}, 240_000);

afterAll(() => deployment?.stop());

test('dead letters are corrected, sent, settled and gone; the same again is repeated, a conflict is rejected with its answer', async () => {
  const sales = await operatorOf(deployment, 'Sales');
  const big = NO_CONTACT('1', { big: 0.5 }).replace('0.5', '9007199254740993');
  await sales.upload('a.json', big, NO_CONTACT('2'), JSON.stringify(order({}, '3')), NO_CONTACT('3'));

  const first = await sales.letters();
  const { corrections, notSent } = await correct(sales, first);
  const result = await sales.corrections.settle(WAIT);

  expect(notSent).toEqual([]);
  expect(corrections).toMatchObject([{ status: 'sent', key: expect.stringMatching(/^corrections\/[0-9A-Z]{26}$/), versionId: expect.any(String) }]);
  expect(result).toMatchObject({ open: [], problems: [], deleted: 3 });
  expect(result.settled.map(({ status }) => status).sort()).toEqual(['rejected', 'stored', 'stored']);
  const left = await sales.letters();
  expect(left).toMatchObject([{ deadLetter: { reason: 'KEY_CONFLICT', source: { key: corrections[0].key } } }]);
  expect(result.settled.find(({ status }) => status === 'rejected')!.answer).toBe(left[0].id);
  const items = await sales.deployed.table.items();
  expect(items.map(({ orderId }) => orderId.S).sort()).toEqual(['1', '2', '3']);
  expect(items.find(({ orderId }) => orderId.S === '1')!['order-info'].M!.big).toEqual({ N: '9007199254740993' });
  expect(await sales.corrections.trail(result.settled[0].letterId)).toMatchObject([{ what: 'corrected', who: sales.pipeline.operator }, { what: expect.any(String) }]);

  await sales.upload('again.json', NO_CONTACT('2'));
  await correct(sales, (await sales.letters()).filter(({ deadLetter }) => deadLetter.source.key === 'again.json'));
  expect(await sales.corrections.settle(WAIT)).toMatchObject({ settled: [{ status: 'repeated' }], open: [], deleted: 1 });

  expect(await sales.corrections.discard(await sales.letters(), 'number 3 is right as it is')).toMatchObject({ discarded: 1 });
  expect(await sales.corrections.settle(WAIT)).toMatchObject({ deleted: 1 });
  expect(await sales.letters()).toEqual([]);
  expect(await sales.corrections.restore([left[0].id], 'or is it?')).toBe(1);
  await sales.corrections.settle(WAIT);
  const [{ id, message: { body, attributes } }] = left;
  expect(await sales.letters()).toMatchObject([{ id, message: { body, attributes } }]);
  expect((await sales.corrections.trail(left[0].id)).map(({ what }) => what)).toEqual(['discarded', 'restored']);
}, 180_000);

test('the validator is asked about records as they are sent, and what it rejects is not sent', async () => {
  const sales = await operatorOf(deployment, 'Sales');
  const validator = createValidator(sales.pipeline);
  const orders = Array.from({ length: 250 }, (_, number) => JSON.stringify(order({}, `asked-${number}`)));

  const verdicts = await validator.ask([...orders, '{}', '{"orders":[1,2]}', `${orders[0]},${orders[1]}`, '{"x":"\ud800"}']);
  expect(verdicts.slice(0, 250).every(({ verdict, contentHash }) => verdict === 'accepted' && contentHash !== null)).toBe(true);
  expect(verdicts.slice(250).map(({ verdict, reason }) => reason ?? verdict)).toEqual(['SCHEMA_VIOLATION', 'SCHEMA_VIOLATION', 'not-one-record', 'INVALID_ENCODING']);
  expect(JSON.parse((await validator.schema())!.schema)).toMatchObject({ required: expect.any(Array) });

  await sales.upload('wrong.json', NO_CONTACT('w1'), NO_CONTACT('w2'));
  const letters = (await sales.letters()).filter(({ deadLetter }) => deadLetter.source.key === 'wrong.json');
  const { corrections, notSent } = await correct(sales, letters, (text) => (text.includes('w1') ? text : withContact(text)));
  expect(corrections).toMatchObject([{ letterIds: [expect.any(String)] }]);
  expect(notSent).toMatchObject([{ why: 'rejected', message: expect.stringContaining('contact-info') }]);
  expect(await sales.corrections.settle(WAIT)).toMatchObject({ settled: [{ status: 'stored' }], deleted: 1 });
}, 180_000);

test('a correction of what is newer by now is superseded', async () => {
  const newest = await operatorOf(deployment, 'Newest');
  await newest.upload('in/a.json', NO_CONTACT('1', { v: 1 }));
  await correct(newest, await newest.letters());
  // S3's clock counts seconds. Whichever file is processed first, the later one is in the table.
  await sleep(1_100);
  await newest.upload('in/b.json', JSON.stringify(order({ v: 2 }, '1')));

  const { settled: [end], open } = await newest.corrections.settle(WAIT);

  expect(open).toEqual([]);
  expect(end.status).toBe('superseded');
  expect(await newest.letters()).toEqual([]);
}, 180_000);

test('the bytes around a record come from its object', async () => {
  const sales = await operatorOf(deployment, 'Sales');
  const neighbour = JSON.stringify(order({}, 'n'));
  await sales.upload('around.json', neighbour, NO_CONTACT('around'));
  const letter = (await sales.letters()).find(({ deadLetter }) => deadLetter.source.key === 'around.json')!;
  const source = createRecordSource(sales.pipeline);

  const bytes = await source.bytesOf({ ...letter, deadLetter: { ...letter.deadLetter, record: null } });
  expect(bytes!.toString()).toBe(NO_CONTACT('around'));
  const { before, after } = (await source.neighbourhood(letter, 5))!;
  expect([before.toString(), after.toString()]).toEqual([`${neighbour.slice(-4)},`, ']']);
  const gone = { ...letter, deadLetter: { ...letter.deadLetter, record: null, source: { ...letter.deadLetter.source, key: 'gone.json' } } };
  expect(await source.bytesOf(gone)).toBeUndefined();
}, 120_000);

test('2,000 dead letters, and a pointer that records have to be wrapped for', async () => {
  const large = await operatorOf(deployment, 'Large');
  for (const part of [0, 1]) await large.upload(`${part}.json`, ...Array.from({ length: 1_000 }, (_, number) => NO_CONTACT(`${part}-${number}`)));

  const letters = await large.letters();
  expect(letters).toHaveLength(2_000);
  const { corrections } = await correct(large, letters);
  const { settled, open, deleted } = await large.corrections.settle({ waitMs: 120_000 });

  expect(corrections.map(({ letterIds }) => letterIds.length)).toEqual([1_000, 1_000]);
  expect({ stored: settled.filter(({ status }) => status === 'stored').length, open: open.length, deleted }).toEqual({ stored: 2_000, open: 0, deleted: 2_000 });
  expect(await large.deployed.table.count()).toBe(2_000);
}, 420_000);
