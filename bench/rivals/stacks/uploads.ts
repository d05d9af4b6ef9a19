import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** Starts a workflow for each new object of a bucket. */
export function startForEachUpload(scope: Construct, bucket: IBucket, workflow: StateMachine): void {
  new Rule(scope, 'Uploads', {
    eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.bucketName] } } },
    targets: [new SfnStateMachine(workflow)],
  });
}
