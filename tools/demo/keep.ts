import type { Terminal } from '../../cli/terminal/terminal';
import type { PipelineOutputs } from '../../testkit/pipeline/outputs';
import type { Emulator } from '../emulator';

/** Commands that reach the deployed pipeline. */
export function printCommands(emulator: Emulator, outputs: PipelineOutputs, terminal: Terminal): void {
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = emulator.env;
  const settings = Object.entries({ AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
  [
    terminal.colours.bold('The pipeline keeps running. Use the AWS CLI in another terminal:'),
    '',
    `  export ${settings.map(([name, value]) => `${name}=${value}`).join(' ')}`,
    '',
    `  aws s3 cp FILE s3://${outputs.BucketName}/`,
    `  aws dynamodb scan --table-name ${outputs.TableName} --max-items 3`,
    `  aws dynamodb scan --table-name ${outputs.HistoryTableName} --max-items 3     # the history`,
    `  aws sqs receive-message --queue-url ${outputs.DeadLetterQueueUrl}`,
    `  aws sqs receive-message --queue-url ${outputs.ResultsQueueUrl}     # announcements`,
    `  aws stepfunctions list-executions --state-machine-arn ${outputs.FileWorkflowArn}`,
    `  aws stepfunctions list-executions --state-machine-arn ${outputs.FanOutWorkflowArn}`,
    '',
    'Or use an AWS SDK, with path-style addresses for S3. Press Ctrl-C to stop the emulator.',
    '',
  ].forEach((line) => terminal.line(line));
}

/** Resolves on Ctrl-C. The emulator stops by its own handlers when the process ends. */
export async function untilInterrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    const hour = setInterval(() => {}, 3_600_000);
    (['SIGINT', 'SIGTERM'] as const).forEach((signal) => process.once(signal, () => {
      clearInterval(hour);
      resolve();
    }));
  });
}
