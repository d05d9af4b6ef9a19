import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import type { SalesDataPipelineProps } from '../../src';
import { resources } from './support/cloudformation';
import { CONFIGURATIONS, synthOnce } from './support/configurations';
import { synth } from './support/synth';

const minimal = synth();

const of = (type: string, props?: SalesDataPipelineProps) =>
  Object.values(resources((props ? synth(props) : minimal).template, type)).map(({ Properties }) => Properties);

test.each(CONFIGURATIONS)('with $name, every log group has a retention and is referred to by its function or workflow', (configuration) => {
  // Act
  const { template } = synthOnce(configuration);

  // Assess
  const groups = resources(template, 'AWS::Logs::LogGroup');
  expect(Object.keys(groups)).toHaveLength(4);
  for (const { Properties, DeletionPolicy } of Object.values(groups)) {
    expect(Properties.RetentionInDays).toBeGreaterThan(0);
    expect(DeletionPolicy).toBe('Delete');
  }
  const used = [
    ...Object.values(resources(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.LoggingConfig?.LogGroup.slice(1, -1)),
    ...Object.values(resources(template, 'AWS::StepFunctions::StateMachine')).flatMap(({ Properties }) => Properties.LoggingConfiguration.Destinations
      .map((destination: any) => destination.CloudWatchLogsLogGroup.LogGroupArn.slice(1, -'.Arn>'.length))),
  ].filter((group) => group !== undefined);
  expect(used.sort()).toEqual(Object.keys(groups).sort());
});

test('log groups of workflows have names that share one resource policy in CloudWatch Logs', () => {
  const names = of('AWS::Logs::LogGroup').flatMap(({ LogGroupName }) => LogGroupName ?? []);
  const { pipelineName } = minimal.pipeline;
  expect(names.sort()).toEqual([`/aws/vendedlogs/states/${pipelineName}-FanOutWorkflow`, `/aws/vendedlogs/states/${pipelineName}-FileWorkflow`]);
});

test.each([[RetentionDays.ONE_MONTH, 30], [RetentionDays.ONE_DAY, 1], [RetentionDays.TEN_YEARS, 3653], [RetentionDays.INFINITE, undefined]])(
  'a retention of %s is %s days for all', (logRetention, days) => {
    expect(of('AWS::Logs::LogGroup', { logRetention }).map(({ RetentionInDays }) => RetentionInDays)).toEqual([days, days, days, days]);
  });

test.each([[LogLevel.ERROR, 'ERROR'], [LogLevel.ALL, 'ALL'], [LogLevel.FATAL, 'FATAL'], [LogLevel.OFF, 'OFF']])(
  'at level %s both workflows log %s, never with execution data', (logLevel, Level) => {
    const logging = of('AWS::StepFunctions::StateMachine', { logLevel }).map(({ LoggingConfiguration }) => LoggingConfiguration);
    expect(logging).toMatchObject([{ Level, IncludeExecutionData: false }, { Level, IncludeExecutionData: false }]);
  });

test('functions and workflows are traced with tracingEnabled', () => {
  const { template } = synth({ tracingEnabled: true });
  const traced = (type: string) => Object.values(resources(template, type)).map(({ Properties }) => Properties);
  expect(traced('AWS::Lambda::Function').map(({ TracingConfig }) => TracingConfig)).toEqual([{ Mode: 'Active' }, { Mode: 'Active' }]);
  expect(traced('AWS::StepFunctions::StateMachine').map(({ TracingConfiguration }) => TracingConfiguration)).toEqual([{ Enabled: true }, { Enabled: true }]);
});

test('functions and workflows are not traced by default', () => {
  expect(of('AWS::Lambda::Function').map(({ TracingConfig }) => TracingConfig)).toEqual([undefined, undefined]);
  expect(of('AWS::StepFunctions::StateMachine').map(({ TracingConfiguration }) => TracingConfiguration?.Enabled ?? false)).toEqual([false, false]);
});

test('functions run on the newest LTS of Node.js, on arm64', () => {
  for (const { Runtime, Architectures } of of('AWS::Lambda::Function')) {
    expect({ Runtime, Architectures }).toEqual({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  }
});

test('functions log as JSON and have a limit in time and memory', () => {
  for (const { LoggingConfig, Timeout, MemorySize } of of('AWS::Lambda::Function')) {
    expect(LoggingConfig).toMatchObject({ LogFormat: 'JSON', SystemLogLevel: 'WARN' });
    // The lines of the functions have the level INFO.
    expect(LoggingConfig.ApplicationLogLevel ?? 'INFO').toBe('INFO');
    expect(Timeout).toBeLessThanOrEqual(900);
    expect(MemorySize).toBeGreaterThanOrEqual(128);
  }
});

test('the environment of the functions has what they need and nothing else', () => {
  for (const { Environment } of of('AWS::Lambda::Function')) {
    expect(Object.keys(Environment.Variables).sort()).toEqual(['PIPELINE_NAME', 'RECORD_OPTIONS']);
  }
});
