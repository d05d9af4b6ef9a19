import * as fc from 'fast-check';
import { Killed, Mortal } from './support/killed';
import { corrected, file, FOREVER, operator, wrong } from './support/operator';
import type { Operator } from './support/operator';
import { sentTwice, Witness } from './support/promise';
import type { Around, WorldOptions } from './support/world';
import { World } from './support/world';
import { runs } from '../../../testkit/property-runs';

const LATER_MS = 16 * 60_000;

/** What an operator does with the records that it sees. */
type Step = 'correct' | 'correct half' | 'settle' | 'discard' | 'restore' | 'read';
const steps = fc.array(fc.constantFrom<Step>('correct', 'correct', 'correct half', 'settle', 'settle', 'discard', 'restore', 'read'), { minLength: 1, maxLength: 5 });

/** What each does, and the gap in which the process ends. */
const operatorsAtWork = fc.array(fc.tuple(steps, fc.option(fc.nat({ max: 120 }), { nil: undefined })), { minLength: 2, maxLength: 3 });

const KEYS = ['a', 'b', 'c'];
const few = (min: number, max: number) => fc.integer({ min, max });
const record = fc.record({ id: fc.constantFrom(...KEYS), wrong: fc.boolean(), note: few(0, 2), v: few(1, 3) })
  .map(({ id, wrong: isWrong, note, v }) => {
    const text = wrong(id, `,"note":${note},"v":${v}`);
    return isWrong ? text : corrected(text);
  });
const files = fc.array(fc.array(record, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });

const worlds: fc.Arbitrary<WorldOptions> = fc.record({
  policy: fc.constantFrom<Partial<WorldOptions>>({}, { duplicatePolicy: 'OVERWRITE' }, { duplicatePolicy: 'OVERWRITE', versionPointers: ['/v'] }),
  deadLettersPerBatch: fc.constantFrom(1, 2, 1_000),
  failing: fc.constantFrom<Partial<WorldOptions>>(
    {}, {}, { failsToInsert: (text) => text.includes('"note":2') }, { failsAfter: (key) => (key.includes('corrections/') ? 1 : undefined) },
  ),
}).map(({ policy, deadLettersPerBatch, failing }) => ({ ...policy, deadLettersPerBatch, ...failing }));

async function take(who: Operator, step: Step): Promise<void> {
  const { letters } = await who.read();
  switch (step) {
    case 'correct':
    case 'correct half': {
      const some = step === 'correct' ? letters : letters.filter((_, number) => number % 2 === 0);
      await who.send(some.map((letter) => ({ letter, before: letter.deadLetter.record ?? '', after: corrected(letter.deadLetter.record ?? '') })), { why: step });
      break;
    }
    case 'settle':
      await who.settle({ waitMs: 3_000 });
      break;
    case 'discard':
      await who.discard(letters.slice(0, 1), step);
      break;
    case 'restore':
      await who.restore(letters.map(({ id }) => id), step);
      break;
    case 'read':
  }
}

test('two operators, killed or not, while files arrive: nothing is lost, nothing is sent twice, each dead letter has an end', async () => {
  await fc.assert(fc.asyncProperty(
    fc.scheduler(), worlds, files, files, operatorsAtWork, fc.boolean(),
    async (scheduler, options, before, during, operators, doubled) => {
      const world = new World(options);
      before.forEach((records, number) => world.upload(`in/${number}.json`, file(...records)));
      const uploads = [...world.uploads];
      await world.process();
      const witness = new Witness(world);
      const turn = async (name: string) => scheduler.schedule(Promise.resolve(), name);
      const around = (mortal: Mortal): Around => async (name, call) => mortal.around(name, async () => {
        await turn(name);
        const answer = await call();
        await turn(`after ${name}`);
        return answer;
      });
      const working = operators.map(async ([does, gap], number) => {
        const who = operator(world, `arn:${number}`, around(new Mortal(gap, witness.look)));
        try {
          for (const step of does) await take(who, step);
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        }
      });
      const filling = (async () => {
        for (const [number, records] of during.entries()) {
          await turn('upload');
          world.upload(`in/during-${number}.json`, file(...records));
          await world.process();
          if (doubled) await world.processFile(uploads[0]);
          witness.look();
        }
      })();
      await scheduler.waitFor(Promise.all([...working, filling]));

      // The last one finds what the others have left.
      world.time += LATER_MS;
      await world.process();
      witness.look();
      const last = operator(world, 'arn:last', new Mortal(undefined, witness.look).around);
      const { open, problems } = await last.settle(FOREVER);
      expect({ open, problems }).toEqual({ open: [], problems: [] });
      expect(witness.broken).toEqual([]);

      // Nobody has what is in the queue, and nothing else is known but ends.
      const { letters } = await last.read();
      const states = await last.states([...new Set([...letters.map(({ id }) => id), ...witness.ever.keys()])]);
      expect(letters.filter(({ id }) => states.has(id))).toEqual([]);
      expect([...states.values()].filter(({ status }) => status === 'sending' || status === 'sent')).toEqual([]);
      expect(world.queue.hiddenBodies()).toEqual([]);
      expect(sentTwice(world)).toEqual([]);
      // Whoever is second to find an end does not note it again.
      const ends = world.history.all().filter(({ upload, what }) => upload.S!.startsWith('trail#') && what.S !== 'corrected');
      const noted = ends.flatMap(({ letterId, correctionId }) => (correctionId.S === undefined ? [] : `${letterId.S!} ${correctionId.S}`));
      expect(new Set(noted).size).toBe(noted.length);
    },
  ), runs(150));
}, 120_000);
