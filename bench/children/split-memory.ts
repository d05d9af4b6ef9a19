import { readFileSync } from 'node:fs';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { splitBatches } from '../../lambda-src/engine/read/split-batches';
import type { Batch } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';
import { orderText } from '../../testkit/orders';

/** Splits a file whose bytes are made when they are read. Prints the peak memory of the process, in MB. */
const size = Number(process.argv[2]);
const CHUNK = 64 * 1024;

const start = Buffer.from('{"orders":[');
const end = Buffer.from('{}]}');
const body = Buffer.from(Array.from({ length: 1000 }, (_, k) => `${orderText(k)},`).join(''));
const bodies = Math.floor(size / body.length);

const source: ByteSource = {
  size: start.length + bodies * body.length + end.length,
  read: async () => {
    throw new Error('the splitter reads streams');
  },
  async* stream(offset, stop) {
    // A new buffer for each chunk, as from the network.
    for (let at = offset; at < stop;) {
      const chunk = Buffer.allocUnsafeSlow(Math.min(CHUNK, stop - at));
      for (let filled = 0; filled < chunk.length;) filled += copy(at + filled, chunk, filled);
      yield chunk;
      at += chunk.length;
    }
  },
};

function copy(at: number, to: Buffer, filled: number): number {
  const inBody = at - start.length;
  if (inBody < 0) return start.copy(to, filled, at);
  return inBody < bodies * body.length ? body.copy(to, filled, inBody % body.length) : end.copy(to, filled, inBody - bodies * body.length);
}

async function main(): Promise<void> {
  let batches = 0;
  let last: Batch | undefined;
  for (let rest: Batch | null = bodies === 0 ? null : wholeFile(source.size); rest !== null;) {
    const round: Awaited<ReturnType<typeof splitBatches>> = await splitBatches({ source, recordsPointer: '/orders', rest, maxBatches: 1000 });
    batches += round.batches.length;
    last = round.batches[round.batches.length - 1];
    rest = round.rest;
  }
  if (bodies > 0 && last?.end !== source.size) throw new Error('the batches do not reach the end of the file');
  console.log(JSON.stringify({ batches, peak: peakMegabytes() }));
}

/** On Linux, maxRSS includes the memory of the parent process at the start of this one. */
function peakMegabytes(): number {
  const kilobytes = process.platform === 'linux'
    ? Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
    : process.resourceUsage().maxRSS;
  return kilobytes * 1024 / 1e6;
}

void main();
