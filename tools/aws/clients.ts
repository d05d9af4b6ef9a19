import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Whether the environment names another endpoint than that of AWS: then it is the emulator. */
export const ON_EMULATOR = process.env.AWS_ENDPOINT_URL !== undefined;

/** AWS SDK clients with the credentials, the region and the endpoint of the environment. */
export class AwsClients {
  public readonly s3 = new S3Client({ forcePathStyle: ON_EMULATOR });
  public readonly sqs = new SQSClient({});
  public readonly dynamodb = new DynamoDBClient({});
  public readonly sfn = new SFNClient({ disableHostPrefix: ON_EMULATOR });
  public readonly eventbridge = new EventBridgeClient({});
  public readonly cloudformation = new CloudFormationClient({});
  public readonly logs = new CloudWatchLogsClient({});

  public destroy(): void {
    [this.s3, this.sqs, this.dynamodb, this.sfn, this.eventbridge, this.cloudformation, this.logs].forEach((client) => client.destroy());
  }
}
