import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { packageVersion } from '../package-version';

/** The clients of one account and region. Each is made when it is asked for first. */
export interface Aws {
  readonly region: string;
  readonly cloudwatch: CloudWatchClient;
  readonly dynamodb: DynamoDBClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

export interface AwsOptions {
  /** A profile of the files that the AWS CLI and the SDKs share. @default that of the environment */
  readonly profile?: string;
  /** @default the region of the environment, then that of the profile */
  readonly region?: string;
  /** URL of an emulator or of an endpoint in a VPC, for all services. @default that of the environment or of the profile, then AWS */
  readonly endpointUrl?: string;
}

/** Credentials, region and endpoint are found as the AWS CLI finds them. */
export async function connect(options: AwsOptions, env: NodeJS.ProcessEnv = process.env): Promise<Aws> {
  // The SDK warns of old versions of Node.js; package.json says which the tool supports.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // The SDK for JavaScript does not read AWS_DEFAULT_REGION, which the AWS CLI does.
  const given = options.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
  const region = given ?? await new STSClient({ profile: options.profile }).config.region();
  return new Clients(region, options, (options.endpointUrl ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL) !== undefined);
}

class Clients implements Aws {
  private readonly made = new Map<unknown, unknown>();

  constructor(public readonly region: string, private readonly options: AwsOptions, private readonly otherEndpoint: boolean) {}

  public get cloudwatch(): CloudWatchClient {
    return this.client(CloudWatchClient);
  }

  public get dynamodb(): DynamoDBClient {
    return this.client(DynamoDBClient);
  }

  public get lambda(): LambdaClient {
    return this.client(LambdaClient);
  }

  public get s3(): S3Client {
    // Another endpoint has no host for each bucket.
    return this.client(S3Client, { forcePathStyle: this.otherEndpoint });
  }

  public get sfn(): SFNClient {
    return this.client(SFNClient);
  }

  public get sqs(): SQSClient {
    return this.client(SQSClient);
  }

  public get ssm(): SSMClient {
    return this.client(SSMClient);
  }

  public get sts(): STSClient {
    return this.client(STSClient);
  }

  private client<T>(Client: new (config: object) => T, more: object = {}): T {
    let client = this.made.get(Client) as T | undefined;
    if (client === undefined) {
      const { profile, endpointUrl: endpoint } = this.options;
      client = new Client({ region: this.region, profile, ...(endpoint === undefined ? {} : { endpoint }), customUserAgent: [['sales-data-pipeline', packageVersion()]], ...more });
      this.made.set(Client, client);
    }
    return client;
  }
}
