import * as fc from 'fast-check';
import type { SoakFile } from './files';
import { soakFile } from './files';
import type { Announcement, DeployedPipeline, Letter } from '../deployed/support/deployed-pipeline';
import { Deployment } from '../deployed/support/deployment';

export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly log: (line: string) => void;
}

export interface SoakResult {
  readonly files: number;
  readonly records: number;
  readonly items: number;
  readonly letters: number;
}

/** Ways to send a file: those with a name start the workflow by hand, with that fault in it. */
const WAYS = ['upload', 'upload', 'upload', 'twice', 'Throttled', 'QueueDenies', 'ValidatorFails'] as const;
type Way = typeof WAYS[number];

const mocks = {
  StateMachines: {
    'Soak-FileWorkflow': {
      TestCases: { Throttled: { Insert: 'Throttled' }, QueueDenies: { DeadLetter: 'Denied' }, ValidatorFails: { ValidateBatch: 'Crashed' } },
    },
  },
  MockedResponses: {
    Throttled: { '0-1': { Throw: { Error: 'DynamoDb.ProvisionedThroughputExceededException', Cause: 'too many requests' } } },
    Denied: { '0-1': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } },
    Crashed: { 0: { Throw: { Error: 'Lambda.Unknown', Cause: 'exited' } } },
  },
};

/** Sends random files through a deployed pipeline until time is up, and checks the promise of each, and of all at the end. */
export async function soak({ seed, minutes, log }: SoakOptions): Promise<SoakResult> {
  const deployment = await Deployment.of({ Soak: () => ({ objectKeyPrefix: 'in/' }) }, { mocks });
  try {
    const run = new SoakRun(deployment.pipeline('Soak'));
    const until = Date.now() + minutes * 60_000;
    for (let round = 0; Date.now() < until; round++) {
      const [[file, way]] = fc.sample(fc.tuple(soakFile(() => run.nextId()), fc.constantFrom(...WAYS)), { seed: seed + round, numRuns: 1 });
      await run.send(file, way).catch((error) => {
        throw new Error(`round ${round} (seed ${seed}, ${way}): ${error.message}\n${file.body.toString().slice(0, 2_000)}`);
      });
      if (round % 20 === 19) {
        log(`${run.files} files, ${run.records} records`);
      }
    }
    return await run.finish();
  } finally {
    await deployment.stop();
  }
}

class SoakRun {
  public files = 0;
  public records = 0;
  private letters = 0;
  private ids = 0;
  private readonly valid = new Set<string>();

  constructor(private readonly pipeline: DeployedPipeline) {}

  public nextId(): string {
    return `soak-${++this.ids}`;
  }

  public async send(file: SoakFile, way: Way): Promise<void> {
    const name = `file ${++this.files}.json`;
    const { announcement, letters } = await this.deliver(name, file, way);
    this.records += file.records.length;
    this.letters += letters.length;
    this.check(file, announcement, letters, way);
    if (way === 'twice') {
      const again = await this.pipeline.upload(`in/again ${name}`, file.body);
      this.letters += again.letters.length;
      equal('inserted by the same file again', again.announcement.detail.inserted, 0);
    }
  }

  private async deliver(name: string, file: SoakFile, way: Way): Promise<{ announcement: Announcement; letters: Letter[] }> {
    if (way === 'upload' || way === 'twice') {
      return this.pipeline.upload(`in/${name}`, file.body);
    }
    // Beside the prefix, so that nothing but this starts the workflow.
    await this.pipeline.start('fileWorkflow', await this.pipeline.put(name, file.body), way);
    return { announcement: await this.pipeline.announcement(name), letters: await this.pipeline.takeLetters() };
  }

  private check(file: SoakFile, { detail }: Announcement, letters: Letter[], way: Way): void {
    const expected = (...fates: string[]) => file.records.filter(({ fate }) => fates.includes(fate));
    const onlyUnreadable = expected('valid', 'invalid').length === 0;
    for (const { id } of expected('valid')) {
      this.valid.add(id);
    }
    if (onlyUnreadable) {
      equal('reason', detail.reason, 'FILE_UNREADABLE');
      return;
    }
    equal('records', detail.records, file.records.length);
    equal('accepted', detail.accepted, expected('valid').length);
    equal('sum of the counts', detail.inserted + detail.repeated + detail.rejected + detail.conflicts, detail.records);
    // A letter that was sent before the fault is sent again.
    const texts = way === 'QueueDenies' ? [...new Set(letters.map(letter => letter.record))] : letters.map(letter => letter.record);
    equal('letters', texts.sort(), expected('invalid', 'malformed').map(({ text }) => text).sort());
    for (const { record, source } of letters) {
      equal('bytes of a letter', file.body.toString('utf8', source.byteOffset, source.byteOffset + source.byteLength), record);
    }
  }

  public async finish(): Promise<SoakResult> {
    const stored = (await this.pipeline.items()).map(item => item.orderId.S!);
    equal('keys in the table', stored.sort(), [...this.valid].sort());
    equal('letters left over', (await this.pipeline.takeLetters()).length, 0);
    return { files: this.files, records: this.records, items: stored.length, letters: this.letters };
  }
}

function equal(what: string, actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)?.slice(0, 1_000)}, but got ${JSON.stringify(actual)?.slice(0, 1_000)}`);
  }
}
