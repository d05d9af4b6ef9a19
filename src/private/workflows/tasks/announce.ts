import { Stack } from 'aws-cdk-lib';
import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { Patience, retries, withRetries } from './retries';
import { ServiceTask } from './service-task';

/** The events that a pipeline puts on the default event bus. */
export const EVENT_SOURCE = 'sales-data-pipeline';
export const FILE_PROCESSED = 'Sales File Processed';
export const FILE_FAILED = 'Sales File Failed';

/** Puts `$.detail` on the default event bus. */
export function announce(scope: Construct, id: string, detailType: string): ServiceTask {
  const bus = Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  const task = new ServiceTask(scope, id, {
    resource: 'events:putEvents',
    actions: ['events:PutEvents'],
    on: [bus],
    parameters: { Entries: [{ 'Source': EVENT_SOURCE, 'DetailType': detailType, 'Detail.$': '$.detail', 'EventBusName': 'default' }] },
    resultPath: JsonPath.DISCARD,
  });
  return withRetries(task, retries(Patience.LONG));
}

/** JSONata for the members that every event's detail has. */
export function fileDetail(pipelineName: string, execution: string): string {
  return `'pipeline': '${pipelineName}',
    'bucket': $in.file.bucket, 'key': $in.file.key, 'versionId': $in.file.versionId, 'etag': $in.file.etag, 'bytes': $in.file.size,
    'execution': ${execution}`;
}

/** JSONata for the detail of a file that is done. */
export function processedDetail(pipelineName: string): string {
  return `{% (
    $in := $states.input;
    $counts := $in.counts;
    {'detail': {
      ${fileDetail(pipelineName, '$states.context.Execution.Id')},
      'records': $counts.records, 'accepted': $counts.inserted + $counts.repeated,
      'inserted': $counts.inserted, 'repeated': $counts.repeated,
      'rejected': $counts.rejected, 'conflicts': $counts.conflicts,
      'durationMs': $millis() - $toMillis($states.context.Execution.StartTime)
    }}
  ) %}`;
}
