import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DlqContext } from '../../../cli/commands/dead-letters/dlq-context';
import { fixDeadLetters } from '../../../cli/commands/dead-letters/fix';
import { listDeadLetters } from '../../../cli/commands/dead-letters/list';
import { showDeadLetter } from '../../../cli/commands/dead-letters/show';
import { ROOT } from '../../../tools/root';
import { recipeFiles, runVerb } from '../cli/support/dlq';
import { file, wrong } from '../operate/support/operator';
import { World } from '../operate/support/world';

const PAGE = readFileSync(join(ROOT, 'docs', 'tool.md'), 'utf8');
const SECTION = PAGE.slice(PAGE.indexOf('\n## Dead letters'), PAGE.indexOf('\n## The desk'));
const recipe = recipeFiles();

/** The commands of the section with what they print, and the recipe that it shows. */
const [, recipeText] = /```json\n([^]*?)```/.exec(SECTION)!;
const documented = SECTION.split('\n').filter((line) => line.startsWith('    ')).map((line) => line.slice(4));

/** Times and names that are others each time. */
const stable = (text: string) => text
  .replace(/\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?/g, 'TIME')
  .replace(/execution arn.*/g, 'execution ARN')
  .replace(/oldest \d+ \w+/g, 'oldest AGE')
  .replace(/corrections\/\w+\.json/g, 'corrections/ULID.json')
  .split('\n').map((line) => line.trimEnd()).filter((line) => line !== '');

test('the example prints what the page shows', async () => {
  const world = new World();
  const pretty = (id: string) => `{\n  "id": "${id}",\n  "qty": "1",\n  "price": 19.90\n}`;
  world.upload('in/orders-0417.json', file('{"id":"1","qty":1}', pretty('2'), pretty('3'), wrong('4')));
  world.upload('in/orders-0418.json', file(wrong('5')));
  await world.process();
  const transcript: string[] = [];
  const run = async (typed: string, verb: (context: DlqContext) => Promise<number>) => {
    const { stdout } = await runVerb(world, verb);
    transcript.push(`$ sales-data-pipeline dlq ${typed}`, ...stable(stdout));
  };

  await run('list', async (context) => listDeadLetters(context, [], {}));
  await run('show be52', async (context) => showDeadLetter(context, 'be52', {}));
  await run('fix be52 --recipe qty.json --samples 1 --why "shop sends text" --yes', async (context) => fixDeadLetters(context, ['be52'], {
    recipe: recipe(recipeText), samples: 1, why: 'shop sends text', yes: true, wait: 60_000,
  }));

  expect(stable(documented.join('\n'))).toEqual(transcript);
});
