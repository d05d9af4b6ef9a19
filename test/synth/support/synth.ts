import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { SynthesisMessage } from 'aws-cdk-lib/cx-api';
import type { SalesDataPipelineProps } from '../../../src';
import { SalesDataPipeline } from '../../../src';
import { evaluate } from '../../../testkit/cloudformation/intrinsics';

/** Props, or a function that makes them if they need a stack. */
export type PropsIn = SalesDataPipelineProps | ((stack: Stack) => SalesDataPipelineProps);

export interface SynthOptions {
  /** The environment of the stack; none if left out. */
  readonly env?: Environment;
  /** Of the app: feature flags, for instance. */
  readonly context?: { [key: string]: unknown };
  /** Runs after the pipeline is created, like code of a user. */
  readonly use?: (pipeline: SalesDataPipeline, stack: Stack) => void;
}

export interface Synthesized {
  readonly app: App;
  readonly stack: Stack;
  readonly pipeline: SalesDataPipeline;
  readonly template: Template;
  readonly warnings: string[];
  readonly errors: string[];
  /** A value as in the template, with references as `<LogicalId>` and `<LogicalId.Attribute>`. */
  text(value: unknown): string;
  /** The directory of the functions' code. */
  assetDirectory(): string;
}

const directories: string[] = [];

afterAll(() => directories.splice(0).forEach((directory) => rmSync(directory, { recursive: true, force: true })));

export function temporaryDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'pipeline-test-')));
  directories.push(directory);
  return directory;
}

export function newApp(context?: { [key: string]: unknown }): App {
  return new App({ outdir: temporaryDirectory(), analyticsReporting: false, treeMetadata: false, context });
}

/** A stack `Test` with a pipeline `Sales` in it. */
export function synth(props: PropsIn = {}, options: SynthOptions = {}): Synthesized {
  const app = newApp(options.context);
  const stack = new Stack(app, 'Test', { env: options.env });
  const pipeline = new SalesDataPipeline(stack, 'Sales', typeof props === 'function' ? props(stack) : props);
  options.use?.(pipeline, stack);
  const template = Template.fromStack(stack);
  const said = (messages: SynthesisMessage[]) => messages.map(({ entry }) => String(entry.data));
  return {
    app,
    stack,
    pipeline,
    template,
    text: (value) => evaluate(stack.resolve(value)) as string,
    get warnings() { return said(Annotations.fromStack(stack).findWarning('*', Match.anyValue())); },
    get errors() { return said(Annotations.fromStack(stack).findError('*', Match.anyValue())); },
    assetDirectory: () => withSchema(app),
  };
}

/** The directory of the functions' code, without making the template: creating a pipeline puts the assets into the assembly. */
export function assetDirectoryOf(props: SalesDataPipelineProps): string {
  const app = newApp();
  new SalesDataPipeline(new Stack(app, 'Test'), 'Sales', props);
  return withSchema(app);
}

function withSchema({ outdir }: App): string {
  const assets = readdirSync(outdir).filter((name) => name.startsWith('asset.'));
  const [directory] = assets.filter((name) => readdirSync(join(outdir, name)).includes('validate-record-schema.js'));
  return join(outdir, directory);
}

/** The message of the error that is thrown for these props. */
export function errorOf(props: PropsIn): string {
  try {
    synth(props);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('These props were accepted');
}
