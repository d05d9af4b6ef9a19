import { QueryLanguage } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { RetryPolicy, retries, withRetries } from './retries';
import { ServiceTask } from './service-task';
import type { Jsonata } from '../../contract/jsonata';
import { jsonataMembers, jsonataOutput, jsonataText } from '../../contract/jsonata';
import type { AnnouncedFile, FileProcessed, SourceFile, Tally } from '../../contract/messages';
import { forEachCount } from '../../contract/messages';
import { EVENT_SOURCE, FILE_FAILED, FILE_PROCESSED } from '../../contract/names';
import type { WorkflowNames } from '../names';

/** Announces that a file is processed, with `$.counts`. */
export function announceProcessed(scope: Construct, { pipelineName, eventBusArn }: Pick<WorkflowNames, 'pipelineName' | 'eventBusArn'>): ServiceTask {
  const count = jsonataMembers<Tally>('$counts');
  const { records, ...others } = forEachCount(count);
  return announce(scope, 'AnnounceProcessed', eventBusArn, FILE_PROCESSED, jsonataOutput<FileProcessed>({
    ...announcedFile(pipelineName, '$states.context.Execution.Id'),
    records,
    accepted: `${count('inserted')} + ${count('replaced')} + ${count('repeated')}`,
    ...others,
    durationMs: '$millis() - $toMillis($states.context.Execution.StartTime)',
    // Not less than 0, whatever the clocks say: CloudWatch has no percentiles of numbers below.
    sinceUploadMs: `$max([0, $millis() - $toMillis(${jsonataMembers<SourceFile>('$in.file')('uploaded')})])`,
    reasons: count('reasons'),
  }, '$in := $states.input', '$counts := $in.counts'));
}

/** Announces that a file has failed, with `$.detail`. */
export function announceFailed(scope: Construct, { eventBusArn }: Pick<WorkflowNames, 'eventBusArn'>): ServiceTask {
  return announce(scope, 'AnnounceFailed', eventBusArn, FILE_FAILED, jsonataOutput('$states.input.detail'));
}

/** JSONata for what both announcements say of the file in `$in.file`. */
export function announcedFile(pipelineName: string, execution: string): Exclude<Jsonata<AnnouncedFile>, string> {
  const file = jsonataMembers<SourceFile>('$in.file');
  return {
    pipeline: jsonataText(pipelineName),
    bucket: file('bucket'),
    key: file('key'),
    versionId: file('versionId'),
    etag: file('etag'),
    bytes: file('size'),
    execution,
  };
}

/** Puts an event on the default event bus. */
function announce(scope: Construct, id: string, eventBusArn: string, detailType: string, detail: string): ServiceTask {
  const task = new ServiceTask(scope, id, {
    resource: 'events:putEvents',
    actions: ['events:PutEvents'],
    on: [eventBusArn],
    // The workflows can't put events that seem to come from others.
    conditions: { StringEquals: { 'events:source': EVENT_SOURCE } },
    queryLanguage: QueryLanguage.JSONATA,
    parameters: { Entries: [{ Source: EVENT_SOURCE, DetailType: detailType, Detail: detail, EventBusName: 'default' }] },
    outputs: jsonataOutput('$states.input'),
  });
  return withRetries(task, retries(RetryPolicy.PATIENT));
}
