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
});

test('a million records in one file cost little more than writing them', () => {
  expect(total(report.oneFile)).toBeLessThan(1.15 * report.oneFile.get('DynamoDB: writing the items')!);
});

test('a million files of one record cost at most $5, without their uploads', () => {
  expect(total(report.manyFiles)).toBeLessThanOrEqual(5);
});

test('the documents have the numbers of the cost model; if not: npx projen docs', async () => {
  for (const section of await costSections()) {
    const document = readFileSync(join(ROOT, section.file), 'utf8');
    expect(withSection(document, section)).toBe(document);
  }
});
