import type { awscdk } from 'projen';
import { Component } from 'projen';
import type { Bundle } from './bundle';

/** `npm run bench`: how fast the record engine is, against JSON.parse and against what one would use instead. */
export class BenchCommand extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, _bundle: Bundle) {
    super(project);
    // Not a projen task, as for the demo.
    project.package.setScript('bench', 'tsx bench/main.ts');
    project.addGitIgnore('/bench-results.json');
    project.npmignore!.addPatterns('/bench/', '/bench-results.json');
  }
}
