import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tools/root';

/** Without comments, each requirement on a line. */
const LINES = readFileSync(join(ROOT, 'tools', 'emulator', 'requirements.txt'), 'utf8')
  .replace(/^#.*$/gm, '')
  .replace(/ *\\\n */g, ' ')
  .split('\n')
  .filter((line) => line !== '');

test('pip installs nothing of the emulator whose hash is unknown', () => {
  expect(LINES).toContain('--require-hashes');
});

test.each(LINES.filter((line) => !line.startsWith('--')))('a version and its hashes: %s', (line) => {
  expect(line).toMatch(/^[\w.-]+==[\w.]+( ; [^#]+?)?( --hash=sha256:[0-9a-f]{64})+$/);
});
