import type { awscdk } from 'projen';
import { Component } from 'projen';

/** Pictures and numbers in the documentation are made from what is synthesised; tests say when they are out of date. */
export class Documentation extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const task = project.addTask('docs', {
      description: 'Draw the pictures, and compute the cost',
      steps: [{ exec: 'tsx tools/draw/main.ts' }, { exec: 'tsx tools/cost/main.ts' }],
    });
    project.preCompileTask.spawn(task);
  }
}
