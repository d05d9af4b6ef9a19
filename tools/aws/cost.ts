import { PRICES } from '../cost/prices';

type Usage = { readonly [price in keyof typeof PRICES]?: number };

/** What the stacks of one integration test use at most, most of it by the functions that assert. */
const INTEG_TEST: Usage = {
  standardTransition: 400,
  expressRequest: 20,
  lambdaRequest: 400,
  lambdaGigabyteSecond: 150,
  dynamodbWrite: 2_000,
  dynamodbRead: 100,
  sqsRequest: 400,
  s3Put: 50,
  s3Get: 200,
  event: 50,
};
/** What the verification stack and the questions to it use at most. */
const VERIFICATION: Usage = {
  standardTransition: 600,
  expressRequest: 100,
  lambdaRequest: 200,
  lambdaGigabyteSecond: 200,
  dynamodbWrite: 1_000,
  dynamodbRead: 1_000,
  sqsRequest: 1_000,
  s3Put: 100,
  s3Get: 500,
  event: 100,
};

/** US dollars for a KMS key, which AWS bills by the hour. A key that waits for its deletion costs nothing. */
const KEY_HOUR = 1 / 730;
/** The verification stack, integ.own-resources.ts and integ.schema-and-composite-key.ts have one each. */
const KEYS = 3;
const HOURS = 1;

/** US dollars that a run costs at most, at the list prices of us-east-1. */
export function costAtMost({ stack, integTests }: { readonly stack: boolean; readonly integTests: number }): number {
  const keys = stack || integTests > 0 ? KEYS * HOURS * KEY_HOUR : 0;
  return (stack ? dollars(VERIFICATION) : 0) + integTests * dollars(INTEG_TEST) + keys;
}

function dollars(usage: Usage): number {
  return Object.entries(usage).reduce((sum, [name, count]) => sum + PRICES[name as keyof typeof PRICES] * count, 0);
}
