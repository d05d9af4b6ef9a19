import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Build } from './build';
import type { Invocations } from './children/validator';
import { deployedFunction } from './deployed-function';
import { DEFAULT_RECORD_OPTIONS } from '../src/private/contract/record-defaults';
import { wholeFile } from '../src/private/contract/whole-file';
import { orderText } from '../testkit/orders';
import { ROOT } from '../tools/root';

/*
 * Processor time and memory of the validator function: as it is deployed, with the AWS SDK, in a process of its own that reads its
 * files from a server in this process. Prints the table of docs/benchmarks.md.
 *
 *   npx tsx bench/validator-memory.ts
 */

/** The heap of a process whose function has 448 MB: nine tenths of it for what lives, a twentieth for what is new. */
const HEAP = ['--max-old-space-size=403', '--max-semi-space-size=22'];

const MIB = 1024 * 1024;
const ORDERS = Array.from({ length: 1_150 }, (_, number) => orderText(number, { lines: 7 }));
const oneRecord = (values: string) => `{"contact-info":{},"order-info":{"OrderId":"1","values":[${values}1]}}`;

const MEMBERS = Array.from({ length: 400_000 }, (_, number) => `"${number.toString(36)}":1`).join();

/** A file, and how often it is assessed. */
const FILES: [string, Buffer, number][] = [
  ['one order, a new function', Buffer.from(ORDERS[0]), 1],
  ['one order, 2,000 times', Buffer.from(ORDERS[0]), 2_000],
  ['1 MiB of orders, 10 times', Buffer.from(ORDERS.join('\n')), 10],
  ['1 MiB of the shortest orders', Buffer.alloc(MIB, '{"contact-info":{},"order-info":{"OrderId":"1"}}\n'), 1],
  ['1 MiB of `[,1⏎`', Buffer.alloc(MIB, '[,1\n'), 1],
  ['a record of 3.9 MB that is one text', Buffer.from(oneRecord(`"${'x'.repeat(3_900_000)}",`)), 1],
  ['a record of 3.9 MB with 1,950,000 numbers', Buffer.from(oneRecord('1,'.repeat(1_950_000))), 1],
  ['a record of 3.9 MB with 1,300,000 objects', Buffer.from(oneRecord('{},'.repeat(1_300_000))), 1],
  ['a record of 3.9 MB with 1,300,000 arrays', Buffer.from(oneRecord('[],'.repeat(1_300_000))), 1],
  ['a record of 3.6 MB with 400,000 members', Buffer.from(`{"contact-info":{},"order-info":{"OrderId":"1"},${MEMBERS}}`), 1],
];

async function main(): Promise<void> {
  const build = new Build();
  let object: Buffer = Buffer.alloc(0);
  const server = createServer(({ headers }, response) => {
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(headers.range!)!;
    response.writeHead(206).end(object.subarray(Number(first), Number(last) + 1));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const module = join(deployedFunction(build.directory), 'index.js');
  const env = {
    ...process.env,
    NODE_PATH: join(ROOT, 'node_modules'),
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
    PIPELINE_NAME: 'Sales',
    RECORD_OPTIONS: JSON.stringify({ ...DEFAULT_RECORD_OPTIONS, deadLettersPerBatch: 1_000 }),
  };
  console.log('| file | invocations | processor time of each | peak memory |\n| --- | ---: | ---: | ---: |');
  try {
    for (const [name, bytes, times] of FILES) {
      object = bytes;
      const event = { file: { bucket: 'bench', key: 'orders.json', versionId: null, etag: 'e', size: bytes.length }, batch: wholeFile(bytes.length) };
      const child = spawn(process.execPath, [...HEAP, build.child('validator'), module, JSON.stringify(event), String(times)], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      const lines = (await text(child.stderr)).trimEnd().split('\n');
      const { invocations, processorTime, peakMemory } = JSON.parse(lines[lines.length - 1]) as Invocations;
      console.log(`| ${name} | ${invocations} | ${(processorTime / invocations).toFixed(1)} ms | ${peakMemory.toFixed(0)} MB |`);
    }
  } finally {
    server.close();
    build.remove();
  }
}

void main();
