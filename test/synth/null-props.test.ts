import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RecordSchema, SalesDataPipeline } from '../../src';
import { newApp, synth } from './support/synth';

const PROPS = [...readFileSync('src/sales-data-pipeline-props.ts', 'utf8').matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => name);

const minimal = synth().template.toJSON();

// Python's None, Java's null, and what configuration files hold.
test('null is like leaving a prop out: each prop', () => {
  expect(PROPS).toEqual(expect.arrayContaining(['schema', 'tracingEnabled']));
  expect(synth(Object.fromEntries(PROPS.map((prop) => [prop, null])) as never).template.toJSON()).toEqual(minimal);
});

test('null is like leaving a prop out: all props, and the options of methods', () => {
  const stack = new Stack(newApp(), 'Test');
  const pipeline = new SalesDataPipeline(stack, 'Sales', null as never);
  expect(Template.fromStack(stack).toJSON()).toEqual(minimal);
  expect(() => {
    pipeline.onFileProcessed('Processed', null as never);
    pipeline.onFileFailed('Failed', null as never);
    pipeline.metricDeadLetters(null as never);
    pipeline.metricAcceptedRecords(null as never);
    pipeline.metricLostEvents(null as never);
    pipeline.metricFiles(null as never);
    pipeline.addAlarms(null as never);
    pipeline.addDashboard(null as never);
    RecordSchema.fromObject({}, null as never);
    RecordSchema.fromObject({}, { references: null as never });
  }).not.toThrow();
});

test('null in a table key is like leaving it out', () => {
  const key = { name: 'id', pointers: ['/id'] };
  const left = synth({ tableKey: { partitionKey: key } }).template.toJSON();
  expect(synth({ tableKey: { partitionKey: { ...key, type: null }, sortKey: null } } as never).template.toJSON()).toEqual(left);
});
