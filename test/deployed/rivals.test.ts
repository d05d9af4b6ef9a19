import type { RivalResults } from '../../bench/rivals/measure';
import { measureRivals } from '../../bench/rivals/measure';
import { QUICK } from '../../bench/rivals/plan';
import { printed } from '../../bench/rivals/print';
import { RIVALS } from '../../bench/rivals/rivals';

let results: RivalResults;
const saved: number[] = [];

beforeAll(async () => {
  const save = ({ measured, trust }: RivalResults) => saved.push(measured.length + trust.length);
  results = await measureRivals({ plan: QUICK, quick: true, deadline: Infinity, progress: () => {}, save });
}, 600_000);

test('each alternative stores what it is given, and is in the table that the benchmark prints', () => {
  expect(results.measured).toHaveLength(RIVALS.length + 1);
  for (const { files, recordsPerFile, stored } of results.measured) expect(stored).toBe(files * recordsPerFile);
  for (const { name } of RIVALS) expect(printed(results)).toContain(name);
});

test('the results are saved after each measurement', () => {
  expect(saved).toEqual(Array.from({ length: 2 * RIVALS.length + 1 }, (_, i) => i + 1));
});

test('this package stores each record unchanged or keeps it with a reason; the others change records with duplicate names', () => {
  for (const { rival, case: id, records, fates } of results.trust) {
    if (rival === 'ours') expect({ id, kept: fates.right + fates.kept }).toEqual({ id, kept: records });
    else if (id === 'names') expect({ rival, changed: fates.changed }).toEqual({ rival, changed: 10 });
  }
});

test('a thousand records in a file take as many calls as before', () => {
  const { usage } = results.measured.find(({ rival, recordsPerFile }) => rival === 'ours' && recordsPerFile === 1_000)!;

  const { expressGigabyteSecond, lambdaGigabyteSecond, logGigabyte, ...calls } = usage;
  expect(calls).toEqual({
    expressRequest: 1, standardTransition: 0, lambdaRequest: 4, s3Get: 4, dynamodbWrite: 1_001, dynamodbRead: 0, sqsRequest: 0, event: 1, s3Event: 1,
  });
});

test('a file with one record takes one call of each', () => {
  const { usage } = results.measured.find(({ rival, recordsPerFile }) => rival === 'ours' && recordsPerFile === 1)!;

  expect(usage).toMatchObject({ expressRequest: 1, standardTransition: 0, lambdaRequest: 1, s3Get: 1, dynamodbWrite: 2, dynamodbRead: 0, event: 1 });
});
