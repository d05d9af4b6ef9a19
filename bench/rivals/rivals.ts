import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { distributedMap } from './stacks/distributed-map';
import { loader } from './stacks/loader';
import { ours } from './stacks/ours';
import { powertools } from './stacks/powertools';
import { textbook } from './stacks/textbook';
import { DuplicatePolicy } from '../../src';

export type RivalId = 'ours' | 'textbook' | 'loader' | 'powertools' | 'distributed-map';

export interface Rival {
  readonly id: RivalId;
  readonly name: string;
  /** What it is made of, in a few words. */
  readonly what: string;
  /** The files that it can read: what its users would upload. */
  readonly format: 'json' | 'jsonl';
  /** What starts it, and so what delivers an event a second time. */
  readonly startedBy: 'workflow' | 'function' | 'queue';
  /** `handlers` has the bundled functions. */
  deploy(scope: Construct, handlers: string): Started;
  /**
   * The same, where an order is to be stored as the later upload has it.
   *
   * @default - there is no such setting
   */
  deployForUpdates?(scope: Construct, handlers: string): Started;
}

export interface Started {
  readonly bucket: IBucket;
  readonly table: ITable;
  readonly queue: IQueue;
  /** The ARN of the workflow or function, or the URL of the queue, that gets the events. */
  readonly entry: string;
}

function oursStarted(scope: Construct, duplicatePolicy?: DuplicatePolicy): Started {
  const { bucket, table, deadLetterQueue, fileWorkflow } = ours(scope, duplicatePolicy);
  return { bucket, table, queue: deadLetterQueue, entry: fileWorkflow.stateMachineArn };
}

/** This package, and what people use instead. */
export const RIVALS: Rival[] = [
  {
    id: 'ours',
    name: 'this package',
    what: 'Express workflow; a Standard one with a Distributed Map for large files',
    format: 'json',
    startedBy: 'workflow',
    deploy: (scope) => oursStarted(scope),
    deployForUpdates: (scope) => oursStarted(scope, DuplicatePolicy.OVERWRITE),
  },
  {
    id: 'textbook',
    name: 'textbook workflow',
    what: 'Standard workflow, inline Map, a Lambda call for each record',
    format: 'json',
    startedBy: 'workflow',
    deploy: textbook,
  },
  {
    id: 'loader',
    name: 'loader function',
    what: 'S3 invokes one Lambda function, BatchWriteItem',
    format: 'json',
    startedBy: 'function',
    deploy: loader,
  },
  {
    id: 'powertools',
    name: 'Powertools',
    what: 'S3 to SQS to Lambda, batch processor and parser of Powertools',
    format: 'json',
    startedBy: 'queue',
    deploy: powertools,
  },
  {
    id: 'distributed-map',
    name: 'Distributed Map',
    what: 'Standard workflow, native ItemReader for JSON Lines, ItemBatcher, BatchWriteItem',
    format: 'jsonl',
    startedBy: 'workflow',
    deploy: distributedMap,
  },
];
