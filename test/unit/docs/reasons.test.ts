import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonsSection } from '../../../tools/documents/reasons-section';
import { withSection } from '../../../tools/documents/section';
import { ROOT } from '../../../tools/root';

test('the README lists the reasons of the contract; if not: npx projen docs', () => {
  const section = reasonsSection();
  const document = readFileSync(join(ROOT, section.file), 'utf8');
  expect(withSection(document, section)).toBe(document);
});
