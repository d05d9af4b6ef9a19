import { RemovalPolicy } from 'aws-cdk-lib';
import { only } from './support/cloudformation';
import { synth } from './support/synth';

test('autoDeleteObjects empties the bucket that the pipeline creates before it is deleted', () => {
  const { template, pipeline, text } = synth({ removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  expect(only(template, 'Custom::S3AutoDeleteObjects').Properties.BucketName).toBe(text(pipeline.bucket.bucketName));
  expect(only(template, 'AWS::S3::Bucket').DeletionPolicy).toBe('Delete');
});

test('without it nothing deletes objects', () => {
  synth({ removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: false }).template.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
});
