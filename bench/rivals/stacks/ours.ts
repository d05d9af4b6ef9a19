import { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DuplicatePolicy } from '../../../src';
import { SalesDataPipeline } from '../../../src';

/** This package. */
export function ours(scope: Construct, duplicatePolicy?: DuplicatePolicy): SalesDataPipeline {
  return new SalesDataPipeline(scope, 'Sales', { removalPolicy: RemovalPolicy.DESTROY, duplicatePolicy });
}
