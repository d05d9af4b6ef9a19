import type { awscdk } from 'projen';
import { Component } from 'projen';
import type { Bundle } from './bundle';

/** `sales-data-pipeline`: comes with the npm package, and through jsii with the wheel. */
export class CommandLineTool extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, _bundle: Bundle) {
    super(project);
    project.addBins({ 'sales-data-pipeline': 'bin/sales-data-pipeline' });
    project.npmignore!.addPatterns('/cli/');
  }
}
