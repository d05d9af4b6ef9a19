import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { artifact } from '../../tools/packages/artifacts';
import { developedWith } from '../../tools/packages/versions';

/** The module is generated but not compiled, because the Go module of the CDK is not available everywhere. */
test('the Go module has its sources, the npm package, and the versions of the CDK that the project is developed with', async () => {
  const module = await artifact('go');
  const text = readFileSync(module, 'utf8');
  const { awsCdkLib, constructs } = developedWith();
  expect(text).toContain('module github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline-go/cdksalesdatapipeline');
  expect(text).toContain(`github.com/aws/aws-cdk-go/awscdk/v2 v${awsCdkLib}`);
  expect(text).toContain(`github.com/aws/constructs-go/constructs/v10 v${constructs}`);
  for (const name of ['SalesDataPipeline.go', 'SalesDataPipelineProps.go', 'RecordSchema.go', 'TableKey.go', 'DuplicatePolicy.go', 'jsii/jsii.go', 'LICENSE']) {
    expect(existsSync(join(dirname(module), name))).toBe(true);
  }
}, 600_000);
