import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asked, DlqContext } from '../../../../cli/commands/dead-letters/dlq-context';
import { createCorrections } from '../../../../cli/operate/corrections/corrections';
import { createDeadLetterQueue } from '../../../../cli/operate/dead-letters/queue';
import { createRecordSource } from '../../../../cli/operate/records/source';
import { createValidator } from '../../../../cli/operate/validator';
import { Printer } from '../../../../cli/terminal/printer';
import type { RegistryEntry } from '../../../../src/private/contract/registry';
import type { World } from '../../operate/support/world';

/** Nobody is there to be asked. */
const NOBODY: Asked = { canAsk: () => false, confirm: async () => false, text: async () => '' };

export interface Run<Result> {
  readonly result: Result;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as lines of JSON. */
  readonly lines: Array<Record<string, unknown>>;
}

/** Runs a verb on a pipeline in memory, and catches what it prints. */
export async function runVerb<Result>(
  world: World, verb: (context: DlqContext) => Promise<Result>, { json = false, asked = {}, entry = {}, operator = 'arn:ada' }: {
    readonly json?: boolean;
    readonly asked?: Partial<Asked>;
    readonly entry?: Partial<RegistryEntry>;
    readonly operator?: string;
  } = {},
): Promise<Run<Result>> {
  const pipeline = { ...world.pipeline(operator), entry: { ...world.entry, ...entry } };
  const context: DlqContext = {
    entry: pipeline.entry,
    queue: createDeadLetterQueue(pipeline),
    corrections: pipeline.entry.historyTable === null ? null : createCorrections(pipeline, { files: world.filesOf, clock: world.clock }),
    source: createRecordSource(pipeline),
    validator: createValidator(pipeline),
    printer: new Printer(json),
    asked: { ...NOBODY, ...asked },
  };
  const out = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) => jest.spyOn(process[name], 'write').mockImplementation((text) => {
    out[name] += String(text);
    return true;
  }));
  try {
    const result = await verb(context);
    return { result, ...out, get lines() { return out.stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>); } };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

/** A file with a recipe, which is gone after the tests. */
export function recipeFiles(): (recipe: object | string) => string {
  const directory = mkdtempSync(join(tmpdir(), 'recipes-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  let number = 0;
  return (recipe) => {
    const path = join(directory, `recipe-${++number}.json`);
    writeFileSync(path, typeof recipe === 'string' ? recipe : JSON.stringify(recipe));
    return path;
  };
}
