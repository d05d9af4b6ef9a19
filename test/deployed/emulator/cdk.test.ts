import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Clients, deploy, Emulator, synthesize } from '../../../tools/emulator';
import { processIsAlive } from '../../../tools/process/process-group';

let emulator: Emulator;
let clients: Clients;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cdk-test-'));
  emulator = await Emulator.start();
  clients = new Clients(emulator);
});

afterAll(async () => {
  clients.destroy();
  await emulator.stop();
  rmSync(directory, { recursive: true });
});

test('deploys an app with the CDK CLI and runs its Lambda code with the real SDK, until the emulator stops', async () => {
  const before = leftByCdk();
  const outputs = await deploy(emulator, { assembly: whichSdkApp().synth().directory });

  const { status, output } = await clients.sfn.send(new StartSyncExecutionCommand({
    stateMachineArn: outputs.WhichSdk.StateMachineArn, input: '{}',
  }));
  expect(status).toBe('SUCCEEDED');
  const { sdk, worker } = JSON.parse(output!) as { sdk: string; worker: number };
  expect(sdk).toBe(require.resolve('@aws-sdk/client-s3'));

  expect(processIsAlive(worker)).toBe(true);
  await emulator.stop();
  expect(processIsAlive(worker)).toBe(false);
  expect(leftByCdk()).toEqual(before);
});

test('an error has the output of the CDK CLI', async () => {
  const synth = synthesize({ app: 'echo no such luck; exit 3', output: join(directory, 'none') });
  await expect(synth).rejects.toThrow(/cdk synth[\s\S]*exit code[\s\S]*no such luck/);
});

function leftByCdk(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('cdk-bootstrap'));
}

/** A workflow whose Lambda function returns the path of its SDK and the id of its process. */
function whichSdkApp(): App {
  const app = new App({ outdir: join(directory, 'cdk.out') });
  const stack = new Stack(app, 'WhichSdk');
  const lambdaFunction = new Function(stack, 'Function', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline("exports.handler = async () => ({ sdk: require.resolve('@aws-sdk/client-s3'), worker: process.pid });"),
  });
  const stateMachine = new StateMachine(stack, 'StateMachine', {
    stateMachineType: StateMachineType.EXPRESS,
    definitionBody: DefinitionBody.fromChainable(LambdaInvoke.jsonPath(stack, 'Ask', { lambdaFunction, payloadResponseOnly: true })),
  });
  new CfnOutput(stack, 'StateMachineArn', { value: stateMachine.stateMachineArn });
  return app;
}
