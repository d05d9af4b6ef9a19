import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { FunctionProps } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A function of an alternative, from the directory with its bundled handlers. */
export function functionOf(scope: Construct, id: string, handlers: string, name: string, props: Partial<FunctionProps> = {}): LambdaFunction {
  return new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_22_X,
    code: Code.fromAsset(join(handlers, name)),
    handler: 'index.handler',
    memorySize: 512,
    timeout: Duration.minutes(15),
    ...props,
  });
}
