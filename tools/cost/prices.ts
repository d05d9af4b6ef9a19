/** List prices in us-east-1 in November 2026, in US dollars. */
export const PRICES = {
  standardTransition: 0.025 / 1_000,
  expressRequest: 1.00 / 1e6,
  expressGigabyteSecond: 0.06 / 3_600,
  lambdaRequest: 0.20 / 1e6,
  lambdaGigabyteSecond: 0.0000133334,
  dynamodbWrite: 0.625 / 1e6,
  dynamodbRead: 0.125 / 1e6,
  sqsRequest: 0.40 / 1e6,
  s3Get: 0.40 / 1e6,
  s3Put: 5.00 / 1e6,
  /** An event that an application sends, or that S3 sends for a bucket with EventBridge notifications. */
  event: 1.00 / 1e6,
  logGigabyte: 0.50,
};
