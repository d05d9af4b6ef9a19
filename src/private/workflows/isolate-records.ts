import type { IChainable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Fail, Map, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { ProcessBatchProps } from './process-batch';
import { unlessFileError } from './process-batch';
import { LAMBDA_SERVICE_ERRORS, functionRetries, serviceRetries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';

/** Records in one go, and their bytes: what becomes of all of them must fit into a state. */
const RECORDS = 100;
const BYTES = 50_000;

/** Records at once. Each may keep a function busy up to its timeout. */
const PARALLEL_RECORDS = 10;

/**
 * The validator fails on this batch whatever is retried: one record may crash it, exhaust it or never end. Each record is
 * validated by itself, and the one that does it goes to the queue without taking its neighbours along. What comes out is
 * what ValidateBatch would have answered.
 */
export function isolateRecords(scope: Construct, props: ProcessBatchProps, next: IChainable): State {
  const list = ServiceTask.invoke(scope, 'ListRecords', props.splitter, {
    comment: 'Where each record is, without looking into it',
    payload: { 'file.$': '$.file', 'batch.$': '$.batch', 'maxRecords': RECORDS, 'maxBytes': BYTES },
    resultPath: '$.listed',
  });
  withRetries(list, functionRetries(props.patience));

  const validate = ServiceTask.invoke(scope, 'ValidateRecord', props.validator, {
    payload: { 'file.$': '$.file', 'record.$': '$.record' },
  });
  withRetries(validate, serviceRetries(props.patience));
  validate.addCatch(new Fail(scope, 'ValidatorUnavailable', {
    comment: 'Says nothing about the record',
    errorPath: '$.failure.Error',
    causePath: '$.failure.Cause',
  }), { errors: LAMBDA_SERVICE_ERRORS, resultPath: '$.failure' });
  validate.addCatch(Pass.jsonata(scope, 'GiveUpOnRecord', {
    outputs: `{% {
      'accepted': null,
      'rejected': $merge([$states.input.record, {
        'reason': 'VALIDATOR_FAILED',
        'errors': [{'pointer': '', 'keyword': $states.input.failure.Error, 'message': 'the validator failed on this record'}],
        'record': null, 'recordBase64': null
      }])
    } %}`,
  }), { resultPath: '$.failure' });

  const isolate = new Map(scope, 'IsolateRecords', {
    itemsPath: '$.listed.records',
    itemSelector: { 'file.$': '$.file', 'record.$': '$$.Map.Item.Value' },
    maxConcurrency: PARALLEL_RECORDS,
    resultPath: '$.isolated',
  }).itemProcessor(validate);

  const gather = Pass.jsonata(scope, 'GatherIsolated', {
    outputs: `{% {
      'file': $states.input.file,
      'batch': $states.input.batch,
      'counts': $states.input.counts,
      'validated': {
        'accepted': [$states.input.isolated[accepted != null].accepted],
        'rejected': [$states.input.isolated[rejected != null].rejected],
        'next': $states.input.listed.next
      }
    } %}`,
  });
  list.next(unlessFileError(scope, 'FileStillReadable', '$.listed', isolate, props.fileError));
  isolate.next(gather).next(next);
  return list;
}
