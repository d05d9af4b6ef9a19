import { Readable } from 'node:stream';
import { validate as powertoolsValidate } from '@aws-lambda-powertools/validation';
import { marshall } from '@aws-sdk/util-dynamodb';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats';
import type { Task } from './task';
import { memorySource } from '../../lambda-src/engine/read/memory-source';
import type { Extent } from '../../lambda-src/engine/scan/scanner';
import type { DataSet } from '../data-sets/data-set';

/** Number of records for the task that compiles the schema for each record; more would take minutes. */
const DOCUMENTED_RECORDS = 10;

type Parsed = Record<string, unknown>;

/** The alternatives to the engine. All but the streaming parser start with JSON.parse of the same bytes. */
export async function alternativeTasks(dataSet: DataSet, records: Extent[]): Promise<Task[]> {
  const { bytes, zod } = dataSet;
  // Powertools includes the ajv for draft-07, which does not know the other dialects by name.
  const { $schema, ...schema } = dataSet.schema as { $schema?: string };
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false });
  addFormats(ajv);
  const validate = new Ajv({ strict: false, formats: fullFormats }).compile(schema);

  const parsed = (visit: (record: Parsed) => unknown, limit = records.length) => () => {
    let last: unknown;
    for (let k = 0; k < limit; k++) {
      const { offset, length } = records[k];
      last = visit(JSON.parse(bytes.toString('utf8', offset, offset + length)) as Parsed);
    }
    return last;
  };
  const documented = Math.min(DOCUMENTED_RECORDS, records.length);

  return [
    { id: 'zod', name: 'zod: parse, validate', run: parsed((record) => zod.safeParse(record).success) },
    {
      id: 'powertools',
      name: 'Powertools validate, with an Ajv',
      run: parsed((record) => attempt(() => powertoolsValidate({ payload: record, schema, ajv }))),
    },
    {
      id: 'powertools-as-documented',
      name: 'Powertools validate, as documented',
      run: parsed((record) => attempt(() => powertoolsValidate({ payload: record, schema, formats: fullFormats })), documented),
      bytes: records.slice(0, documented).reduce((sum, { length }) => sum + length, 0),
    },
    // Finds no table key, hash or position, changes numbers, and drops duplicate names.
    { id: 'naive-chain', name: 'JSON.parse, ajv, marshall', run: parsed((record) => validate(record) && marshall(record)) },
    await streamJson(dataSet, records.length),
  ];
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** Finds the records in a stream as the splitter does, but parses them. */
async function streamJson({ bytes, wrapper }: DataSet, records: number): Promise<Task> {
  // Imported dynamically, because they are ES modules and this one is CommonJS.
  const { default: chain } = await import('stream-chain');
  const { parser } = await import('stream-json');
  const { pick } = await import('stream-json/filters/pick.js');
  const { streamArray } = await import('stream-json/streamers/stream-array.js');
  const { parser: jsonLinesParser } = await import('stream-json/jsonl/parser.js');
  return {
    id: 'stream-json',
    name: 'stream-json, from a stream',
    run: async () => {
      // Whole values instead of parts of them: three times as fast.
      const stages = wrapper === undefined ? [jsonLinesParser()] : [parser({ streamValues: false }), pick({ filter: wrapper }), streamArray()];
      const stream = chain([Readable.from(memorySource(bytes).stream(0, bytes.length)), ...stages]) as AsyncIterable<unknown>;
      let count = 0;
      for await (const _ of stream) count++;
      if (count !== records) throw new Error(`stream-json found ${count} records instead of ${records}`);
    },
  };
}
