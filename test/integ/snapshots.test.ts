import { INTEG_TESTS, integRunner } from './support/integ-runner';

let verdicts: string[];

beforeAll(async () => {
  const output = await integRunner(INTEG_TESTS, []).catch((error: Error) => error.message);
  // One for each test, and under it what has changed.
  verdicts = output.split(/\n(?=\s*(?:UNCHANGED|CHANGED|NEW|ERROR) )/);
}, 600_000);

test.each(INTEG_TESTS)('%s makes the template that its snapshot holds', (file) => {
  const name = file.replace(/\.ts$/, '');
  const verdict = verdicts.find((text) => text.split('\n')[0].includes(` ${name} `)) ?? verdicts.join('\n');
  if (!/^\s*UNCHANGED /.test(verdict)) {
    throw new Error(`${verdict}\n\nIf it is meant to be so: npm run integ:snapshot`);
  }
});
