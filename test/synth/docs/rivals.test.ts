import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RIVALS } from '../../../bench/rivals/rivals';
import { total } from '../../../tools/cost/bill';
import type { CostReport } from '../../../tools/cost/report';
import { costReport } from '../../../tools/cost/report';
import { withSection } from '../../../tools/documents/section';
import { costOf, mostRecords, usageOfMillion } from '../../../tools/rivals/counted-cost';
import type { ExpectedTimes } from '../../../tools/rivals/expected-times';
import { expectedTimes } from '../../../tools/rivals/expected-times';
import { rivalResults } from '../../../tools/rivals/results';
import { rivalSections } from '../../../tools/rivals/sections';
import { ROOT } from '../../../tools/root';

const results = rivalResults();
let report: CostReport;
let expected: ExpectedTimes;

beforeAll(async () => {
  report = await costReport();
  expected = await expectedTimes();
}, 120_000);

test('the documents have the numbers of the last full run; if not: npx projen docs', () => {
  expect(results.quick).toBe(false);
  expect(results.rivals.map(({ id }) => id)).toEqual(RIVALS.map(({ id }) => id));
  for (const section of rivalSections(report, expected)) {
    const document = readFileSync(join(ROOT, section.file), 'utf8');
    expect(withSection(document, section)).toBe(document);
  }
});

test('in the last full run this package stored every record right or kept it with a reason', () => {
  for (const { case: id, records, fates } of results.trust.filter(({ rival }) => rival === 'ours')) {
    expect({ id, right: fates.right + fates.kept }).toEqual({ id, right: records });
  }
});

test('the functions have at most 2 % of the bill for one file, and 12 % of that for a million files', () => {
  const part = (bill: CostReport['oneFile']) => bill.get('Lambda')! / total(bill);

  expect(part(report.oneFile)).toBeLessThan(0.02);
  expect(part(report.manyFiles)).toBeLessThan(0.12);
});

test('a million records cost at most 1.08 and 7.2 times their write units, as counted, without events of S3 and durations', () => {
  const writes = 0.625;
  const one = costOf(usageOfMillion(results, 'ours', 'in one file')!).calls;
  const many = costOf(usageOfMillion(results, 'ours', 'in a million files')!).calls;

  expect(one / writes).toBeLessThan(1.08);
  // Each upload has an event of S3, at a dollar for a million.
  expect((many - 1) / writes).toBeLessThan(7.2);
});

test('a million records in a file cost at least 40 times as much with the textbook workflow, in the files that it can read', () => {
  const textbook = mostRecords(results, 'textbook')!;
  const million = costOf(textbook.usage).calls * 1e6 / textbook.recordsPerFile;

  expect(million / costOf(usageOfMillion(results, 'ours', 'in one file')!).calls).toBeGreaterThan(40);
});

test.each([10_000, 100_000])('on AWS, as computed, a file of %d records takes at most a third of the time that the loader function takes', (count) => {
  const { seconds } = expected.find(({ records }) => records === count)!;

  expect(seconds.loader! / seconds.ours).toBeGreaterThan(3);
});

test('what was left out of a run is in the tables with the time that it would take', () => {
  const large = results.trust.find(({ case: id }) => id === 'update')!;
  const without = {
    ...results,
    trust: results.trust.filter(({ rival, case: id }) => rival !== 'loader' || id !== large.case),
    skipped: [...results.skipped, { rival: 'loader' as const, case: large.case, wouldTakeMs: 400_000 }],
  };

  expect(rivalSections(report, expected, without).find(({ name }) => name === 'rivals-trust')!.content).toContain('not run: would take 7 min');
});
