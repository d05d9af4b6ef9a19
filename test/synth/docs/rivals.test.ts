import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RIVALS } from '../../../bench/rivals/rivals';
import { total } from '../../../tools/cost/bill';
import type { CostReport } from '../../../tools/cost/report';
import { costReport } from '../../../tools/cost/report';
import { withSection } from '../../../tools/documents/section';
import { costOf, usageOfMillion } from '../../../tools/rivals/counted-cost';
import { rivalResults } from '../../../tools/rivals/results';
import { rivalSections } from '../../../tools/rivals/sections';
import { ROOT } from '../../../tools/root';

const results = rivalResults();
let report: CostReport;

beforeAll(async () => {
  report = await costReport();
}, 120_000);

test('the documents have the numbers of the last full run; if not: npx projen docs', () => {
  expect(results.quick).toBe(false);
  expect(results.rivals.map(({ id }) => id)).toEqual(RIVALS.map(({ id }) => id));
  for (const section of rivalSections(report)) {
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
