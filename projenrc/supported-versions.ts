import type { awscdk } from 'projen';
import { Component } from 'projen';

/** The versions that the package is developed with; the lowest versions that it works with are peer dependencies. */
const DEVELOPED_WITH = [
  // The newest schema that the pinned CDK CLI reads is the one that 2.257.0 writes.
  'aws-cdk-lib@2.257.0',
  'constructs@10.5.1',
];

/** `npm run verify:lowest` runs the tests on the lowest versions that are declared. */
export class SupportedVersions extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    // Not set by the options, because projen removes `constructs` from them.
    project.addDevDeps(...DEVELOPED_WITH);
    // By default, jsii develops with the lowest versions. The task below compiles the sources against them instead.
    const [{ exec }] = project.compileTask.steps;
    project.compileTask.reset(`${exec} --silence-warnings=metadata/missing-dev-dependency`);
    project.addTask('verify:lowest', {
      description: 'Test the package with the lowest versions of Node.js, aws-cdk-lib and constructs that it declares',
      steps: [{ spawn: 'bundle' }, { spawn: 'compile' }, { exec: 'tsx tools/packages/verify-lowest-versions.ts', receiveArgs: true }],
    });
  }
}
