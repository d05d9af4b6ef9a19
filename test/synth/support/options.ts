import type { Template } from 'aws-cdk-lib/assertions';
import { resources } from './cloudformation';
import type { FunctionOptions } from '../../../src/private/contract/names';

/** What each function is told of its pipeline. */
export function functionOptions(template: Template): FunctionOptions[] {
  return Object.values(resources(template, 'AWS::Lambda::Function'))
    // The CDK adds functions of its own.
    .flatMap(({ Properties }) => Properties.Environment?.Variables.RECORD_OPTIONS ?? [])
    .map((options: string) => JSON.parse(options) as FunctionOptions);
}
