import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IChainable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Fail, Map, Pass, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { unlessFileError } from './file-error';
import type { RetryPolicy } from './tasks/retries';
import { LAMBDA_SERVICE_ERRORS, functionRetries, lambdaServiceRetries, withRetries } from './tasks/retries';
import { ServiceTask } from './tasks/service-task';
import { jsonPath } from '../contract/json-path';
import { jsonata, jsonataOutput, jsonataText } from '../contract/jsonata';
import { VALIDATOR_TIMEOUT } from '../contract/limits';
import type {
  BatchInput, ListRecordsInput, Position, Reason, DeadLetterInput, ValidateBatchOutput, ValidateRecordInput, ValidateRecordOutput,
} from '../contract/messages';

export interface IsolateRecordsProps {
  readonly validator: IFunction;
  readonly splitter: IFunction;
  readonly retryPolicy: RetryPolicy;
  /** Where to continue when the file can't be read, with the error in `$.failure`. */
  readonly fileError: IChainable;
  /** Where to continue with the verdicts in `$.validated`. */
  readonly next: IChainable;
}

/** The verdicts on isolated records, as ValidateBatch would have given them. */
interface IsolatedBatch extends BatchInput {
  readonly validated: Omit<ValidateBatchOutput, 'fileError'>;
}

/** Records that are validated at the same time. Each may keep a function busy up to its timeout. */
const PARALLEL_RECORDS = 10;

/**
 * How long the isolated records of one step may keep functions busy, in seconds. The five minutes of an Express execution
 * also hold what is before it, up to a minute and a half of ValidateBatch, and what is after it, as much for each of
 * inserting and dead-lettering.
 */
const ISOLATION_TIME = 60;
const ISOLATED_RECORDS = PARALLEL_RECORDS * Math.floor(ISOLATION_TIME / VALIDATOR_TIMEOUT);

/** Listing takes milliseconds, although the splitter function has 15 minutes for a file. */
const LISTING_TIMEOUT = Timeout.duration(Duration.seconds(20));

/**
 * Validates the next records of `$.batch` one by one, because the validator function fails on the batch in every attempt:
 * one record may make it crash, run out of memory or run out of time. That record is rejected; the others get their
 * verdicts. Takes as many records as have time and as have verdicts that fit into one state.
 */
export function isolateRecords(scope: Construct, props: IsolateRecordsProps): State {
  const list = ServiceTask.invoke(scope, 'ListRecords', props.splitter, {
    comment: 'Finds the positions of the next records, without parsing them',
    taskTimeout: LISTING_TIMEOUT,
    payload: jsonPath<ListRecordsInput>({ file: '$.file', batch: '$.batch', maxRecords: ISOLATED_RECORDS }),
    resultPath: '$.listed',
  });
  withRetries(list, functionRetries(props.retryPolicy));

  const isolate = new Map(scope, 'IsolateRecords', {
    itemsPath: '$.listed.records',
    itemSelector: jsonPath<ValidateRecordInput>({ file: '$.file', record: '$$.Map.Item.Value' }),
    maxConcurrency: PARALLEL_RECORDS,
    resultPath: '$.isolated',
  }).itemProcessor(validateRecord(scope, props));

  const gather = Pass.jsonata(scope, 'GatherIsolated', {
    outputs: jsonataOutput<IsolatedBatch>({
      file: '$states.input.file',
      batch: '$states.input.batch',
      counts: '$states.input.counts',
      validated: {
        accepted: '[$states.input.isolated[accepted != null].accepted]',
        rejected: '[$states.input.isolated[rejected != null].rejected]',
        next: '$states.input.listed.next',
      },
    }),
  });
  list.next(unlessFileError(scope, 'FileStillReadable', '$.listed', isolate, props.fileError));
  isolate.next(gather).next(props.next);
  return list;
}

function validateRecord(scope: Construct, props: IsolateRecordsProps): State {
  const validate = ServiceTask.invoke(scope, 'ValidateRecord', props.validator, {
    payload: jsonPath<ValidateRecordInput>({ file: '$.file', record: '$.record' }),
  });
  withRetries(validate, lambdaServiceRetries(props.retryPolicy));
  validate.addCatch(new Fail(scope, 'ValidatorUnavailable', {
    comment: 'A failure of the Lambda service says nothing about the record',
    errorPath: '$.failure.Error',
    causePath: '$.failure.Cause',
  }), { errors: LAMBDA_SERVICE_ERRORS, resultPath: '$.failure' });
  validate.addCatch(Pass.jsonata(scope, 'GiveUpOnRecord', {
    outputs: jsonataOutput<ValidateRecordOutput>({
      accepted: 'null',
      rejected: `$merge([$states.input.record, ${jsonata<Omit<DeadLetterInput, keyof Position>>({
        reason: jsonataText<Reason>('VALIDATOR_FAILED'),
        errors: [{ pointer: jsonataText(''), keyword: '$states.input.failure.Error', message: jsonataText('the validator failed on this record') }],
        record: 'null',
        recordBase64: 'null',
        records: '1',
        stretches: 'null',
      })}])`,
    }),
  }), { resultPath: '$.failure' });
  return validate;
}
