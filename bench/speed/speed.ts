import { requireRuntime } from '../../lambda-src/ajv-runtime';
import type { RecordValidator } from '../../src/private/contract/messages';
import { compileSchema } from '../../src/private/schema/compile-schema';
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
  'boundaries-read': TARGETS.boundaries,
  'splitter': TARGETS.boundaries,
};

/** The speed of the engine and its alternatives on one file, as multiples of JSON.parse. */
export async function measureSpeed(engine: Engine, dataSet: DataSet, effort: Effort): Promise<Result[]> {
  const records = engine.findRecords(dataSet.bytes, dataSet.options.recordsPointer);
  const batches = await split(engine, dataSet);
  const baseline = jsonParseEach(dataSet, records);
  const tasks = [
    ...jsonParseWhole(dataSet),
    ...engineTasks(engine, dataSet, loadValidator(dataSet.schema), batches),
    ...await alternativeTasks(dataSet, records),
  ];
  const [reference, ...timings] = await time(baseline, tasks, dataSet.bytes.length, effort);
  const on = { dataSet: dataSet.name };
  return [
    { id: 'throughput', name: baseline.name, ...on, value: reference.megabytesPerSecond, unit: 'MB/s' },
    ...tasks.map(({ id, name }, k): Result => ({ id, name, ...on, value: timings[k].ratio, unit: '×', target: SPEED_TARGETS[id] })),
  ];
}

/** The validator of the schema, compiled as by the construct and loaded as by the function. */
export function loadValidator(schema: object): RecordValidator {
  const { code } = compileSchema(RecordSchema.fromObject(schema));
  const module = { exports: {} };
  new Function('module', 'exports', 'require', code)(module, module.exports, requireRuntime);
  return module.exports as RecordValidator;
}
