import { createHash } from 'node:crypto';
import { JSON_BYTES_WASM, WAT_SHA256 } from '../../../lambda-src/engine/wasm/json-bytes.generated';
import { JSON_BYTES_WAT } from '../../../lambda-src/engine/wasm/json-bytes.wat';

test('the compiled module is that of the text: see lambda-src/engine/wasm/compile.ts', () => {
  expect(createHash('sha256').update(JSON_BYTES_WAT).digest('hex')).toBe(WAT_SHA256);
});

test('the compiled module is small', () => {
  expect(Buffer.from(JSON_BYTES_WASM, 'base64').length).toBeLessThan(6000);
});
