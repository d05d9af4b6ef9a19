import type { State } from 'aws-cdk-lib/aws-stepfunctions';
import { Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { ReportProps } from './file-failure';
import { announceProcessed } from './tasks/announce';
import { writeHistory } from './tasks/history';
import type { RetryPolicy } from './tasks/retries';

/**
 * Reports that a file is processed, with `$.counts`. The history comes first: whoever receives the announcement finds the row.
 */
export function fileProcessed(scope: Construct, props: ReportProps & { readonly retryPolicy: RetryPolicy }): State {
  const next = props.announcementsEnabled ? announceProcessed(scope, props) : new Succeed(scope, 'FileProcessed');
  return writeHistory(scope, { ...props, status: 'processed', next });
}
