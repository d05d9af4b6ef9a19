import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Build } from './build';
import { deployedFunction, withoutSdk } from './deployed-function';
import type { Result } from './result';
import { median } from './statistics';
import { TARGETS } from './targets';
import type { ValidateBatchOutput } from '../src/private/contract/messages';
import { RECORD_OPTIONS_ENV } from '../src/private/contract/names';
import { DEFAULT_RECORD_OPTIONS } from '../src/private/contract/record-defaults';
import { wholeFile } from '../src/private/contract/whole-file';
import { orderText } from '../testkit/orders';

interface Start {
  /** From the start of the process to its end, in ms. */
  readonly total: number;
  /** Loading the handler and calling it once. */
  readonly took: number;
}

/**
 * Compares the first answer of the validator with that of a handler that does nothing, each in a new process,
 * alternating. The SDK is replaced: the function loads it at the first read, and the Lambda runtime includes it.
 */
export function measureStartUp(build: Build, repetitions: number): Result[] {
  const object = `{"orders":[${orderText(1)}]}`;
  const directory = deployedFunction(build.directory);
  withoutSdk(directory, object);
  const size = Buffer.byteLength(object);
  const event = {
    file: { bucket: 'bench', key: 'orders.json', versionId: null, etag: 'e', size }, batch: wholeFile(size),
  };
  const empty = write(build, 'empty', 'exports.validator = async () => ({});');
  const validator = join(directory, 'index.js');
  const sdk = JSON.stringify(createRequire(__filename).resolve('@aws-sdk/client-s3'));
  const emptyWithSdk = write(build, 'empty-with-sdk', `new (require(${sdk}).S3Client)({ region: 'eu-west-1' }); exports.validator = async () => ({});`);
  const validatorWithSdk = write(build, 'validator-with-sdk', `new (require(${sdk}).S3Client)({ region: 'eu-west-1' }); module.exports = require(${JSON.stringify(validator)});`);

  const start = (module: string): Start => {
    const begin = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [build.child('start-up'), module, 'validator', JSON.stringify(event)], {
      encoding: 'utf8', env: { ...process.env, [RECORD_OPTIONS_ENV]: JSON.stringify(DEFAULT_RECORD_OPTIONS) },
    });
    const total = performance.now() - begin;
    if (status !== 0) throw new Error(`the handler failed: ${stderr}`);
    const lines = stdout.trimEnd().split('\n');
    const { took, answer } = JSON.parse(lines[lines.length - 1]) as { took: number; answer: Partial<ValidateBatchOutput> };
    if (module.startsWith(directory) && answer.accepted?.length !== 1) throw new Error(`the validator did not accept its record: ${stdout}`);
    return { total, took };
  };
  const compare = (left: string, right: string, count: number) => {
    // The first starts fill the cache of the file system.
    start(left);
    start(right);
    const pairs = Array.from({ length: count }, () => [start(left), start(right)]);
    return {
      ratio: median(pairs.map(([first, second]) => first.total / second.total)),
      difference: median(pairs.map(([first, second]) => first.total - second.total)),
      took: median(pairs.map(([first]) => first.took)),
    };
  };

  const plain = compare(validator, empty, repetitions);
  const withSdk = compare(validatorWithSdk, emptyWithSdk, repetitions);
  return [
    { id: 'start-up', name: 'start-up of the validator ÷ start-up of an empty handler', value: plain.ratio, unit: '×', target: TARGETS.startUp, note: 'process, load, first answer; without the SDK' },
    { id: 'start-up-difference', name: '… difference', value: plain.difference, unit: 'ms' },
    { id: 'start-up-handler', name: '… load and first answer of the validator', value: plain.took, unit: 'ms' },
    { id: 'start-up-with-sdk', name: '… ratio if both load the S3 client of the SDK', value: withSdk.ratio, unit: '×' },
  ];
}

function write(build: Build, name: string, code: string): string {
  const path = join(build.directory, `${name}.js`);
  writeFileSync(path, code);
  return path;
}
