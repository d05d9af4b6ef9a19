import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { total } from '../../../tools/cost/bill';
import type { CostReport } from '../../../tools/cost/report';
import { costReport } from '../../../tools/cost/report';
import { costSections } from '../../../tools/cost/sections';
import { withSection } from '../../../tools/documents/section';
import { ROOT } from '../../../tools/root';

let report: CostReport;

beforeAll(async () => {
  report = await costReport();
}, 120_000);

test('a million records in one file cost at most 1.08 times as much as writing them', () => {
  expect(total(report.oneFile)).toBeLessThan(1.08 * report.oneFile.get('DynamoDB: writing the items')!);
});

test('a million files of one record cost at most $4.50 with history and announcements, without their uploads', () => {
  expect(total(report.manyFiles)).toBeLessThanOrEqual(4.5);
  // One write of one write unit for each file.
  expect(report.manyFiles.get('DynamoDB: writing the history')).toBeCloseTo(0.625);
});

test('a GB of garbage costs less than $1, however it is made, besides writing the valid records in it', () => {
  const garbage = report.worst.filter(({ name }) => !/conflict|comparison/.test(name));
  expect(garbage.length).toBeGreaterThanOrEqual(4);
  expect(Math.max(...garbage.map(({ limited }) => limited.cost))).toBeLessThan(1);
  // So it did before there was a limit.
  expect(Math.max(...garbage.map(({ unlimited }) => unlimited.cost))).toBeGreaterThan(200);
});

test('a GB of conflicts costs less than $5, besides the writes', () => {
  const conflicts = report.worst.filter(({ name }) => name.includes('conflict'));
  expect(conflicts).toHaveLength(1);
  const [{ records, limited, unlimited }] = conflicts;
  expect(limited.cost).toBeLessThan(5);
  expect(unlimited.cost).toBeGreaterThan(10);
  expect(unlimited.deadLetters / records).toBeCloseTo(1, 2);
  expect(limited.deadLetters).toBeLessThan(0.1 * records);
});

test('a million records in one file cost no more write units under OVERWRITE, and hardly more in all', () => {
  const { oneFile, oneFileOverwriting } = report;
  expect(oneFileOverwriting.get('DynamoDB: writing the items')).toBe(oneFile.get('DynamoDB: writing the items'));
  expect(total(oneFileOverwriting)).toBeLessThan(1.01 * total(oneFile));
});

test('a file of records that use up all the time of the validator costs less than $1 for a thousand of them', () => {
  expect(report.poison.thousandRecords).toBeLessThan(1);
  expect(report.poison.most).toBeLessThan(1_000);
});

test('the documents have the numbers of the cost model; if not: npx projen docs', () => {
  for (const section of costSections(report)) {
    const document = readFileSync(join(ROOT, section.file), 'utf8');
    expect(withSection(document, section)).toBe(document);
  }
});
