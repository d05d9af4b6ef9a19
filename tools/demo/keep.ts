import type { Emulator } from '../emulator';
import type { Terminal } from './terminal';
import type { PipelineOutputs } from '../../testkit/pipeline/outputs';

/** How to talk to what is running. */
export function printHowToTalkToIt(emulator: Emulator, outputs: PipelineOutputs, terminal: Terminal): void {
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = emulator.env;
  const settings = Object.entries({ AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
  [
    terminal.colour('bold', 'The pipeline is still running. With the AWS CLI, in another terminal:'),
    '',
    `  export ${settings.map(([name, value]) => `${name}=${value}`).join(' ')}`,
    '',
    `  aws s3 cp FILE s3://${outputs.BucketName}/`,
    `  aws dynamodb scan --table-name ${outputs.TableName} --max-items 3`,
    `  aws sqs receive-message --queue-url ${outputs.DeadLetterQueueUrl}`,
    `  aws sqs receive-message --queue-url ${outputs.ResultsQueueUrl}     # what it announces`,
    `  aws stepfunctions list-executions --state-machine-arn ${outputs.FileWorkflowArn}`,
    `  aws stepfunctions list-executions --state-machine-arn ${outputs.FanOutWorkflowArn}`,
    '',
    'Any AWS SDK does as well, with S3 set to path-style addresses. Ctrl-C ends it.',
    '',
  ].forEach((line) => terminal.line(line));
}

/** The emulator is stopped by its own handlers when the process ends. */
export async function untilInterrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    const hour = setInterval(() => {}, 3_600_000);
    (['SIGINT', 'SIGTERM'] as const).forEach((signal) => process.once(signal, () => {
      clearInterval(hour);
      resolve();
    }));
  });
}
