/**
 * Makes json-bytes.generated.ts of json-bytes.wat.ts:
 *
 *     npm install --no-save wabt@1.0.39 && npx tsx lambda-src/engine/wasm/compile.ts
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { JSON_BYTES_WAT } from './json-bytes.wat';

interface Wabt {
  parseWat(name: string, text: string, features: { simd: boolean }): { validate(): void; toBinary(options: object): { buffer: Uint8Array } };
}

async function main(): Promise<void> {
  // Loaded this way because nothing else needs it: it is no dependency of the project.
  const wabt = await (createRequire(__filename)('wabt') as () => Promise<Wabt>)();
  const module = wabt.parseWat('json-bytes.wat', JSON_BYTES_WAT, { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  writeFileSync(join(__dirname, 'json-bytes.generated.ts'), [
    '// Made by compile.ts of json-bytes.wat.ts.',
    `export const WAT_SHA256 = '${createHash('sha256').update(JSON_BYTES_WAT).digest('hex')}';`,
    `export const JSON_BYTES_WASM = '${Buffer.from(buffer).toString('base64')}';`,
    '',
  ].join('\n'));
  console.log(`${buffer.length} bytes`);
}

void main();
