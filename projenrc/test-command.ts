import type { awscdk } from 'projen';
import { Component } from 'projen';
import type { ApiChecks } from './api-checks';
import type { Bundle } from './bundle';

/** `npm test`: everything that a clean checkout must pass, the closing line last. */
export class TestCommand extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, bundle: Bundle, apiChecks: ApiChecks) {
    super(project);
    const lint = project.tasks.tryFind('eslint')!;
    project.testTask.reset();
    project.testTask.spawn(bundle.task);
    project.testTask.spawn(project.compileTask);
    project.testTask.exec('tsc --noEmit -p tsconfig.dev.json');
    project.testTask.spawn(lint);
    project.testTask.spawn(apiChecks.task);
    project.testTask.exec('jest --ci', { receiveArgs: true });
  }
}
