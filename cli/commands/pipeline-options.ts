import type { Command } from 'commander';
import type { Pipeline } from '../operate/pipeline';

/** What the commands that need AWS have in common, as it is typed. */
export interface PipelineOptions {
  readonly pipeline?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly json?: boolean;
}

/** Adds the options that name the pipeline, and `--json`, after the command's own. */
export function withPipelineOptions(command: Command): Command {
  return command
    .option('--json', 'print lines of JSON to standard output')
    .optionsGroup('Which pipeline:')
    .option('--pipeline <name>', 'name of the pipeline; not needed if there is only one in the region')
    .option('--profile <name>', 'profile with the credentials; default: AWS_PROFILE, and what else the AWS CLI looks for')
    .option('--region <name>', 'AWS region; default: AWS_REGION, AWS_DEFAULT_REGION, then that of the profile')
    .option('--endpoint-url <url>', 'endpoint for all services, such as that of an emulator');
}

/** The pipeline that the options name. Loads the AWS SDK. */
export async function openPipeline({ pipeline, ...aws }: PipelineOptions): Promise<Pipeline> {
  const { connect } = await import('../operate/aws.js');
  const { findPipeline } = await import('../operate/pipeline.js');
  return findPipeline(await connect(aws), pipeline);
}
