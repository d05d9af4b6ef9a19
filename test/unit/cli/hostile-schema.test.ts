import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/command';
import { Files } from './support/files';

const files = new Files();
afterAll(() => files.remove());

test.each([
  ['when it is loaded', (call: string) => `order*/;${call};/*.json`],
  ['when it is compiled', (call: string) => `order*/}${call};{/*.json`],
])('check runs no code of the author of a schema, %s', (_, around) => {
  const canary = join(files.directory, 'canary');
  const call = `process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(canary)},'')`;
  const schema = files.write('schema.json', { $id: `https://example.com/${around(call)}`, type: 'object', required: ['id'] });
  const records = files.write('ok.json', { id: '1' });

  const { code, stderr } = run(['check', records, '--schema', schema, '--key', '/id']);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(existsSync(canary)).toBe(false);
});
