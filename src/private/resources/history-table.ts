import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { HISTORY_EXPIRY, HISTORY_KEY } from '../contract/messages';
import type { ResolvedProps } from '../props/resolve-props';

/**
 * The default table of the history: on demand, encrypted, without recovery. Its rows expire and can be made again by uploading
 * the files again.
 */
export function createHistoryTable(scope: Construct, id: string, { encryptionKey, removalPolicy }: Pick<ResolvedProps, 'encryptionKey' | 'removalPolicy'>): Table {
  return new Table(scope, id, {
    partitionKey: { name: HISTORY_KEY.partition, type: AttributeType.STRING },
    sortKey: { name: HISTORY_KEY.sort, type: AttributeType.STRING },
    timeToLiveAttribute: HISTORY_EXPIRY,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: encryptionKey ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT,
    encryptionKey,
    removalPolicy,
  });
}
