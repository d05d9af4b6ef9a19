import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Emulator } from './emulator';
import { REGION } from './environment';

// Turns off the SDK's warning about old Node.js versions, which is for code that runs in production.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** AWS SDK clients that talk to the emulator. */
export class Clients {
  public readonly s3: S3Client;
  public readonly sqs: SQSClient;
  public readonly dynamodb: DynamoDBClient;
  public readonly sfn: SFNClient;
  public readonly eventbridge: EventBridgeClient;
  public readonly cloudformation: CloudFormationClient;
  public readonly cloudwatch: CloudWatchClient;

  constructor({ endpoint, credentials }: Pick<Emulator, 'endpoint' | 'credentials'>) {
    const config = { endpoint, region: REGION, credentials };
    this.s3 = new S3Client({ ...config, forcePathStyle: true });
    this.sqs = new SQSClient(config);
    this.dynamodb = new DynamoDBClient(config);
    // Without this, startSyncExecution would go to the host sync-127.0.0.1.
    this.sfn = new SFNClient({ ...config, disableHostPrefix: true });
    this.eventbridge = new EventBridgeClient(config);
    this.cloudformation = new CloudFormationClient(config);
    this.cloudwatch = new CloudWatchClient(config);
  }

  /** Closes the connections, so that a test run can end. */
  public destroy(): void {
    [this.s3, this.sqs, this.dynamodb, this.sfn, this.eventbridge, this.cloudformation, this.cloudwatch].forEach((client) => client.destroy());
  }
}
