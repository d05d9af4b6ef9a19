import type { IResource } from 'aws-cdk-lib';
import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { invalidProp } from './prop-error';
import type { SalesDataPipelineProps } from '../../sales-data-pipeline-props';

type Dimension = 'account' | 'region';

/** Fails where something that is brought along is known to be out of the reach of a pipeline in this stack. */
export function assertEnvironment(scope: Construct, { bucket, table, deadLetterQueue, encryptionKey }: SalesDataPipelineProps): void {
  assertSame(scope, 'bucket', bucket, bucket?.bucketArn, ['account', 'region'], 'its events arrive nowhere else',
    'Make the pipeline where the bucket is, or bring a bucket from here.');
  assertSame(scope, 'table', table, table?.tableArn, ['account', 'region'], 'the workflows know it by its name, which is another table here',
    'Make the pipeline where the table is, or bring a table from here.');
  assertSame(scope, 'deadLetterQueue', deadLetterQueue, deadLetterQueue?.queueArn, ['account', 'region'],
    'the rules and the workflows send their letters there', 'Make the pipeline where the queue is, or bring a queue from here.');
  // One of another account will do, if its policy allows it.
  assertSame(scope, 'encryptionKey', encryptionKey, encryptionKey?.keyArn, ['region'], 'nothing is encrypted with a key of another region',
    'Bring a key from here, for instance a replica of a multi-region key.');
}

function assertSame(
  scope: Construct,
  prop: string,
  resource: IResource | undefined,
  arn: string | undefined,
  dimensions: Dimension[],
  why: string,
  remedy: string,
): void {
  if (!resource) {
    return;
  }
  const stack = Stack.of(scope);
  const [, , , region, account] = arn?.split(':') ?? [];
  // Not all that is imported by ARN tells where it is.
  const places: { [name in Dimension]?: string }[] = [resource.env ?? {}, { region, account }];
  for (const place of places) {
    for (const dimension of dimensions) {
      const actual = place[dimension];
      // Where one of them is known at deployment only, they may be the same.
      if (actual && Token.compareStrings(actual, stack[dimension]) === TokenComparison.DIFFERENT) {
        throw invalidProp(prop, resource.node.path, `must be in the ${dimensions.join(' and the ')} of the stack, because ${why}`,
          `Its ${dimension} is ${actual}, that of the stack ${stack[dimension]}. ${remedy}`);
      }
    }
  }
}
