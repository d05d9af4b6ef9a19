import type { IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JsonPath } from '../contract/json-path';
import { jsonPath, jsonPathMembers } from '../contract/json-path';
import type { Failure, FileError } from '../contract/messages';

/** Continues with `next`, or with `fileError` and `$.failure` if the answer at `answer` says that the file can't be read. */
export function unlessFileError(scope: Construct, id: string, answer: JsonPath, next: IChainable, fileError: IChainable): Choice {
  const found = jsonPathMembers<FileError>(`${answer}.fileError`);
  const describe = new Pass(scope, `${id}Not`, {
    parameters: jsonPath<Failure>({ Error: found('reason'), Cause: found('message') }),
    resultPath: '$.failure',
  });
  describe.next(fileError);
  return new Choice(scope, id).when(Condition.isNull(`${answer}.fileError`), next).otherwise(describe);
}
