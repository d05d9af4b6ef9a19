import { createRequire } from 'node:module';
import { App, Stack } from 'aws-cdk-lib';
import { processorTime, synthArguments } from './synth-time';

/** Synthesizes stacks with a pipeline each. */
const { count, outdir, source } = synthArguments();
// The compiled package, as apps load it.
const { SalesDataPipeline } = createRequire(__filename)(source) as typeof import('../../src');

const app = new App({ outdir, analyticsReporting: false });
for (let k = 0; k < count; k++) new SalesDataPipeline(new Stack(app, `Stack${k}`), 'Sales');
app.synth();
processorTime();
