import { spawnSync } from 'node:child_process';
import type { DlqContext } from '../cli/commands/dead-letters/dlq-context';
import { listDeadLetters } from '../cli/commands/dead-letters/list';
import { resubmitDeadLetters } from '../cli/commands/dead-letters/resubmit';
import { createCorrections } from '../cli/operate/corrections/corrections';
import { createDeadLetterQueue } from '../cli/operate/dead-letters/queue';
import { createRecordSource } from '../cli/operate/records/source';
import { createValidator } from '../cli/operate/validator';
import { Printer } from '../cli/terminal/printer';
import type { Around } from '../test/unit/operate/support/world';
import { World } from '../test/unit/operate/support/world';

/*
 * Time and memory of `dlq list` and `dlq resubmit` on a full queue. Services are stand-ins in the same process: their time and memory
 * are those of the line "nothing", and `resubmit` includes the history that it writes, because the stand-in keeps it in memory.
 *
 *   npx tsx bench/dead-letters.ts [DEAD_LETTERS] [BYTES…]     without: 100,000 of 1,000 and of 16,000 bytes
 */

type Verb = 'nothing' | 'list' | 'resubmit';

const RECORDS_IN_FILE = 1_000;
/** Stands for most of a record until its message is received, so that the stand-in of SQS needs no memory for it. */
const PADDING = 'PADDING';
const MB = 1e6;

function main(count: number, sizes: readonly number[]): void {
  console.log('| verb | dead letters | bytes each | seconds | memory (MB) |\n| --- | ---: | ---: | ---: | ---: |');
  for (const bytes of sizes) {
    for (const verb of ['nothing', 'list', 'resubmit'] satisfies Verb[]) {
      const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', __filename, verb, `${count}`, `${bytes}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
      console.log(status === 0 ? stdout.trim().split('\n').pop() : `| ${verb} | ${count} | ${bytes} | | failed |`);
    }
  }
}

/** In a process of its own, so that its peak is that of this verb. */
async function measure(verb: Verb, count: number, bytes: number): Promise<void> {
  let failing = true;
  const world = new World({ deadLettersPerBatch: Infinity, failsToInsert: () => failing });
  for (let first = 0; first < count; first += RECORDS_IN_FILE) {
    const records = Array.from({ length: Math.min(RECORDS_IN_FILE, count - first) }, (_, number) => `{"id":"${first + number}","qty":1,"note":"${PADDING}"}`);
    world.upload(`in/${first}.json`, `{"orders":[${records.join(',')}]}`);
  }
  await world.process();
  failing = false;
  const context = contextOf(world, 'x'.repeat(bytes));
  const start = process.hrtime.bigint();
  if (verb === 'list') await listDeadLetters(context, [], {});
  if (verb === 'resubmit') await resubmitDeadLetters(context, [], { all: true, yes: true, why: 'the table was throttled', wait: 3_600_000 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const [dead, size, peak] = [count, bytes, Math.round(process.resourceUsage().maxRSS * 1_024 / MB)].map((value) => value.toLocaleString('en-US'));
  console.log(`| ${verb} | ${dead} | ${size} | ${seconds.toFixed(1)} | ${peak} |`);
}

function contextOf(world: World, padding: string): DlqContext {
  const padded: Around = async (name, call) => {
    const answer = await call();
    if (name !== 'ReceiveMessage') return answer;
    const { Messages } = answer as { readonly Messages: readonly { readonly Body: string }[] };
    return { Messages: Messages.map((message) => ({ ...message, Body: message.Body.replace(PADDING, padding) })) };
  };
  const pipeline = world.pipeline('arn:aws:iam::111111111111:user/ada', padded);
  return {
    entry: pipeline.entry,
    queue: createDeadLetterQueue(pipeline, world.clock),
    corrections: createCorrections(pipeline, { files: world.filesOf, clock: world.clock }),
    source: createRecordSource(pipeline),
    validator: createValidator(pipeline),
    printer: new Printer(false),
    asked: { canAsk: () => false, confirm: async () => false, text: async () => '' },
  };
}

const [first = '100000', ...rest] = process.argv.slice(2);
if (['nothing', 'list', 'resubmit'].includes(first)) void measure(first as Verb, Number(rest[0]), Number(rest[1]));
else main(Number(first), rest.length > 0 ? rest.map(Number) : [1_000, 16_000]);
