import { INTEG_TESTS, integRunner } from '../../tools/aws/integ-runner';

let verdicts: string[];

beforeAll(async () => {
  const output = await integRunner(INTEG_TESTS, []).catch((error: Error) => error.message);
  // One line for each test, and below it the changes.
  verdicts = output.split(/\n(?=\s*(?:UNCHANGED|CHANGED|NEW|ERROR) )/);
}, 600_000);

test.each(INTEG_TESTS)('%s makes the template of its snapshot', (file) => {
  const name = file.replace(/\.ts$/, '');
  const verdict = verdicts.find((text) => text.split('\n')[0].includes(` ${name} `)) ?? verdicts.join('\n');
  if (!/^\s*UNCHANGED /.test(verdict)) {
    throw new Error(`${verdict}\n\nIf the change is intended: npm run integ:snapshot`);
  }
});
