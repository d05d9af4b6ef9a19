import { Match } from '@aws-cdk/integ-tests-alpha';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DeployedStack, integApp } from './support/deployed-stack';
import { SalesDataPipeline } from '../../src';

const RECORDS = 1_500;

const stack = new Stack(integApp(), 'IntegLargeFile');
const sales = new SalesDataPipeline(stack, 'Sales', { objectKeyPrefix: 'incoming/', removalPolicy: RemovalPolicy.DESTROY });

// 1.3 MB, too much for an API call in a template. The last record is invalid.
const uploader = new Function(stack, 'Uploader', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  timeout: Duration.minutes(1),
  environment: { BUCKET: sales.bucket.bucketName, RECORDS: String(RECORDS) },
  code: Code.fromInline(`
    const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
    exports.handler = async () => {
      const lines = Array.from({ length: Number(process.env.RECORDS) }, (_, i) => JSON.stringify({
        'contact-info': { name: 'Ada' }, 'order-info': { OrderId: String(i), note: 'x'.repeat(800) },
      }));
      lines[lines.length - 1] = '{"contact-info":{"name":"Ada"}}';
      await new S3Client().send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: 'incoming/orders.jsonl', Body: lines.join('\\n') }));
    };
  `),
});
sales.grantUpload(uploader);

const deployed = new DeployedStack(stack);
const pipeline = deployed.pipeline(sales);
deployed.invoke(uploader);
pipeline.expectProcessed('incoming/orders.jsonl', {
  records: RECORDS, inserted: RECORDS - 1, rejected: 1, execution: Match.stringLikeRegexp('FanOutWorkflow'),
});
pipeline.expectItem({ orderId: { S: String(RECORDS - 2) } }, { _source: { S: `incoming/orders.jsonl#${RECORDS - 2}` } });
pipeline.expectDeadLetter({ reason: 'SCHEMA_VIOLATION', record: '{"contact-info":{"name":"Ada"}}' });
