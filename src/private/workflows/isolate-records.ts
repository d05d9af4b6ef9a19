import { Duration } from 'aws-cdk-lib';
import type { IChainable, State } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Fail, Map, Pass, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { unlessFileError } from './file-error';
import type { WorkflowNames } from './names';
import type { RetryPolicy } from './tasks/retries';
import { fewRetries, functionRetries, lambdaServiceRetries, withRetries } from './tasks/retries';
import { sendable } from './tasks/sendable';
import { ServiceTask } from './tasks/service-task';
import { jsonPath } from '../contract/json-path';
import { jsonata, jsonataOutput, jsonataText } from '../contract/jsonata';
import { VALIDATOR_TIMEOUT } from '../contract/limits';
import type {
  BatchInput, ListRecordsInput, Position, Reason, DeadLetterInput, ValidateBatchOutput, ValidateRecordInput, ValidateRecordOutput,
} from '../contract/messages';
import { RECORD_NOT_READ } from '../contract/names';

export interface IsolateRecordsProps extends Pick<WorkflowNames, 'validatorArn' | 'splitterArn'> {
  readonly retryPolicy: RetryPolicy;
  /** Where to continue when the file can't be read, with the error in `$.failure`. */
  readonly fileError: IChainable;
  /** Where to continue with the verdicts in `$.validated`. */
  readonly next: IChainable;
}

/** The verdicts on isolated records, as ValidateBatch would have given them. */
interface IsolatedBatch extends BatchInput {
  readonly validated: ValidateBatchOutput;
}

/** Records that are validated at the same time. Each may keep a function busy up to its timeout. */
export const PARALLEL_RECORDS = 10;

/**
 * How long the isolated records of one step may keep functions busy, in seconds. The five minutes of an Express execution
 * also hold what is before it, up to a minute and a half of ValidateBatch, and what is after it, as much for each of
 * inserting and dead-lettering.
 */
const ISOLATION_TIME = 60;
/** Records that one step isolates at most. */
export const ISOLATED_RECORDS = PARALLEL_RECORDS * Math.floor(ISOLATION_TIME / VALIDATOR_TIMEOUT);

/** Errors of the Lambda runtime when it can't load the function. */
const NOT_STARTED = ['Runtime.ImportModuleError', 'Runtime.HandlerNotFound', 'Runtime.MalformedHandlerName', 'Runtime.UserCodeSyntaxError'];

/** Listing takes milliseconds, although the splitter function has 15 minutes for a file. */
const LISTING_TIMEOUT = Timeout.duration(Duration.seconds(20));

/**
 * Validates the next records of `$.batch` one by one, because the validator function fails on the batch in every attempt:
 * one record may make it crash, run out of memory or run out of time. That record is rejected; the others get their
 * verdicts. Takes as many records as have time and as have verdicts that fit into one state.
 */
export function isolateRecords(scope: Construct, props: IsolateRecordsProps): State {
  const list = ServiceTask.invoke(scope, 'ListRecords', props.splitterArn, {
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

  list.next(unlessFileError(scope, 'FileStillReadable', '$.listed', isolate, props.fileError));
  isolate.next(gatherVerdicts(scope)).next(unlessFileError(scope, 'RecordsStillReadable', '$.validated', props.next, props.fileError));
  return list;
}

/**
 * Makes the verdicts on single records into an answer like that of ValidateBatch. The splitter does not know how many of
 * the records it lists will be rejected, so they are added to the cursor here.
 */
function gatherVerdicts(scope: Construct): Pass {
  return Pass.jsonata(scope, 'GatherIsolated', {
    outputs: jsonataOutput<IsolatedBatch>({
      file: '$in.file',
      batch: '$in.batch',
      counts: '$in.counts',
      validated: {
        accepted: '[$in.isolated[accepted != null].accepted]',
        rejected: '$rejected',
        next: "$next = null ? null : $merge([$next, {'rejected': $next.rejected + $count($rejected)}])",
        fileError: '$exists($fileError) ? $fileError : null',
      },
    },
    '$in := $states.input',
    '$next := $in.listed.next',
    '$rejected := [$in.isolated[rejected != null].rejected]',
    '$fileError := $in.isolated[fileError != null][0].fileError',
    ),
  });
}

/**
 * Asks for the verdict on one record. The function is the record's judge only if it is called and reads the record: it
 * is then given up on, whatever goes wrong.
 */
function validateRecord(scope: Construct, props: IsolateRecordsProps): State {
  const validate = ServiceTask.invoke(scope, 'ValidateRecord', props.validatorArn, {
    payload: jsonPath<ValidateRecordInput>({ file: '$.file', record: '$.record' }),
  });
  withRetries(validate, [...lambdaServiceRetries(props.retryPolicy), fewRetries(props.retryPolicy, [RECORD_NOT_READ])]);
  validate.addCatch(new Choice(scope, 'WhoFailed')
    .when(notTheRecordsFault('$.failure.Error'), new Fail(scope, 'ValidatorUnavailable', {
      comment: 'Says nothing about the record: another attempt may succeed',
      errorPath: '$.failure.Error',
      causePath: '$.failure.Cause',
    }))
    .otherwise(giveUpOnRecord(scope)), { resultPath: '$.failure' });
  return validate;
}

/**
 * Whether an error says nothing about the record. Lambda's own errors start with `Lambda.`, denied access and a missing
 * function included; a list of them would miss those that Lambda adds. The exception is Lambda.Unknown, a function that
 * ended without saying why. Those of the runtime before it calls the handler are the fault of what is deployed. Every
 * other error has the name that the function gave it, on which the content of a file has no influence: no code of the
 * pipeline names an error after data, and a schema is data as well.
 */
function notTheRecordsFault(error: string): Condition {
  return Condition.or(
    Condition.and(Condition.stringMatches(error, 'Lambda.*'), Condition.not(Condition.stringEquals(error, 'Lambda.Unknown'))),
    ...[RECORD_NOT_READ, 'States.Permissions', ...NOT_STARTED].map((name) => Condition.stringEquals(error, name)),
  );
}

function giveUpOnRecord(scope: Construct): Pass {
  return Pass.jsonata(scope, 'GiveUpOnRecord', {
    outputs: jsonataOutput<ValidateRecordOutput>({
      accepted: 'null',
      rejected: `$merge([$states.input.record, ${jsonata<Omit<DeadLetterInput, keyof Position>>({
        reason: jsonataText<Reason>('VALIDATOR_FAILED'),
        errors: [{ pointer: jsonataText(''), keyword: sendable('$states.input.failure.Error'), message: jsonataText('the validator failed on this record') }],
        record: 'null',
        recordBase64: 'null',
        records: '1',
        stretches: 'null',
      })}])`,
      fileError: 'null',
    }),
  });
}
