import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface PriceList {
  /** Year and month. */
  readonly date: string;
  readonly region: string;
  readonly source: string;
  /** US dollars for one of each. */
  readonly dollars: {
    readonly standardTransition: number;
    readonly expressRequest: number;
    readonly expressGigabyteSecond: number;
    readonly lambdaRequest: number;
    readonly lambdaGigabyteSecond: number;
    readonly dynamodbWrite: number;
    readonly dynamodbRead: number;
    /** Of uncompressed data that DynamoDB's import from S3 reads. */
    readonly dynamodbImportGigabyte: number;
    readonly sqsRequest: number;
    readonly s3Get: number;
    readonly s3Put: number;
    /** An event that an application sends, or that S3 sends for a bucket with EventBridge notifications. */
    readonly event: number;
    readonly logGigabyte: number;
  };
}

/** List prices. Those of another date or region: `PRICE_LIST=FILE npx projen docs`. */
export const PRICE_LIST = JSON.parse(readFileSync(resolve(process.env.PRICE_LIST ?? join(__dirname, 'price-list.json')), 'utf8')) as PriceList;

export const PRICES = PRICE_LIST.dollars;
