import { requireRuntime } from '../../lambda-src/ajv-runtime';
import type { RecordValidator } from '../../lambda-src/contract';
import { compileSchema } from '../../src/private/compile-schema';
import { RecordSchema } from '../../src/record-schema';
import type { Engine } from '../build';
import type { DataSet } from '../data-sets/data-set';
import type { Result, Target } from '../result';
import { TARGETS } from '../targets';
import { alternativeTasks } from './alternative-tasks';
import { engineTasks, split } from './engine-tasks';
import { jsonParseEach, jsonParseWhole } from './json-parse-tasks';
import { Effort, time } from './timing';

const SPEED_TARGETS: { [id: string]: Target } = {
  'boundaries': TARGETS.boundaries,
  'boundaries-parse-validate': TARGETS.validated,
  'finished-answer': TARGETS.answer,
};

/** How fast one file goes through the engine and its alternatives, as multiples of JSON.parse. */
export async function measureSpeed(engine: Engine, dataSet: DataSet, effort: Effort): Promise<Result[]> {
  const records = engine.findRecords(dataSet.bytes, dataSet.options.recordsPointer);
  const batches = await split(engine, dataSet);
  const tasks = [
    jsonParseEach(dataSet, records),
    ...jsonParseWhole(dataSet),
    ...engineTasks(engine, dataSet, load(dataSet.schema), batches),
    ...await alternativeTasks(dataSet, records),
  ];
  const timings = await time(tasks, dataSet.bytes.length, effort);
  const throughput = { id: 'throughput', name: 'JSON.parse, each record', dataSet: dataSet.name, value: timings[0].megabytesPerSecond, unit: 'MB/s' } as const;
  return [throughput, ...tasks.slice(1).map(({ id, name }, k): Result => ({
    id, name, dataSet: dataSet.name, value: timings[k + 1].ratio, unit: '×', target: SPEED_TARGETS[id],
  }))];
}

/** The schema as the construct compiles it, loaded as the function loads it. */
function load(schema: object): RecordValidator {
  const { code } = compileSchema(RecordSchema.fromObject(schema));
  const module = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, requireRuntime);
  return module.exports as RecordValidator;
}
