import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import type { Aws } from '../../../cli/operate/aws';
import { connect } from '../../../cli/operate/aws';
import type { Corrections, SendResult } from '../../../cli/operate/corrections/corrections';
import { createCorrections } from '../../../cli/operate/corrections/corrections';
import type { Letter } from '../../../cli/operate/dead-letters/message';
import { createDeadLetterQueue } from '../../../cli/operate/dead-letters/queue';
import { PipelineFiles } from '../../../cli/operate/files/files';
import type { Pipeline } from '../../../cli/operate/pipeline';
import { findPipeline } from '../../../cli/operate/pipeline';
import type { Deployment } from '../../../testkit/deployment';
import type { DeployedPipeline } from '../../../testkit/pipeline/deployed-pipeline';
import { REGION } from '../../../tools/emulator';

export const WAIT = { waitMs: 60_000 };

/** A record without `contact-info`, which the default schema rejects. */
export const NO_CONTACT = (id: string, more: object = {}): string => JSON.stringify({ 'order-info': { OrderId: id, ...more } });
export const withContact = (text: string): string => text.replace('{', '{"contact-info":{},');

/** Somebody who operates a deployed pipeline, with the code of the command-line tool. */
export interface Operator {
  readonly pipeline: Pipeline;
  readonly deployed: DeployedPipeline;
  readonly corrections: Corrections;
  letters(): Promise<readonly Letter[]>;
  /** Uploads a file and waits until it is processed. */
  upload(key: string, ...records: string[]): Promise<void>;
}

export async function operatorOf(deployment: Deployment, name: string): Promise<Operator> {
  Object.assign(process.env, deployment.emulator.env);
  const aws = await connect({ region: REGION, endpointUrl: deployment.emulator.endpoint });
  const deployed = deployment.pipeline(name);
  const pipeline = await findPipeline(aws, await registeredName(aws, deployed.outputs.TableName));
  const queue = createDeadLetterQueue(pipeline);
  const files = new PipelineFiles(pipeline);
  return {
    pipeline,
    deployed,
    corrections: createCorrections(pipeline),
    letters: async () => (await queue.read()).letters,
    upload: async (key, ...records) => {
      await deployed.put(key, `[${records.join(',')}]`);
      const [{ version }] = await files.versionsOf(key);
      const { status, message, records: count } = (await files.endOf(version, WAIT))!;
      expect({ status, message, count }).toEqual({ status: 'processed', message: undefined, count: records.length });
    },
  };
}

async function registeredName(aws: Aws, table: string): Promise<string> {
  const { Parameters = [] } = await aws.ssm.send(new GetParametersByPathCommand({ Path: '/sales-data-pipeline' }));
  const entries = Parameters.map(({ Value }) => JSON.parse(Value!) as Pipeline['entry']);
  return entries.find((entry) => entry.table === table)!.pipeline;
}

/** Sends corrections of dead letters. */
export const correct = async ({ corrections }: Operator, letters: readonly Letter[], after = withContact): Promise<SendResult> =>
  corrections.send(letters.map((letter) => ({ letter, before: letter.deadLetter.record!, after: after(letter.deadLetter.record!) })), { why: 'the shop left it out' });
