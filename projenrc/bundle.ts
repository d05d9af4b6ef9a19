import type { awscdk, Task } from 'projen';
import { Component } from 'projen';

/**
 * Bundles the Lambda handlers and the command-line tool into `assets/` when the package is built, so that
 * nobody who uses the package needs a bundler.
 */
export class Bundle extends Component {
  public readonly task: Task;

  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    this.task = project.addTask('bundle', {
      description: 'Bundle lambda-src and cli into assets/',
      exec: 'tsx tools/bundle.ts',
    });
    project.preCompileTask.spawn(this.task);
  }
}
