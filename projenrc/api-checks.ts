import type { awscdk, Task } from 'projen';
import { Component } from 'projen';

/** Checks of the compiled API: the rules of awslint, samples that compile, and an API.md that is up to date. */
export class ApiChecks extends Component {
  public readonly task: Task;

  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.package.addField('awslint', {
      exclude: [
        // The construct grants on queues, tables and keys, and turns on notifications of a bucket: references do not allow that.
        'prefer-ref-interface:*',
        // Grant classes are for constructs of one resource; the grants here are for tasks with the whole pipeline.
        'no-grants:*',
        // Each of the two events has its own method.
        'events-generic:cdk-sales-data-pipeline.SalesDataPipeline',
      ],
    });
    // Warnings of today would be problems in other languages later.
    project.compileTask.reset('jsii --silence-warnings=reserved-word --fail-on-warnings');

    const translate = project.addTask('translate', {
      description: 'Compile the samples of README and API, and write their translations to .jsii.tabl.json',
      exec: 'jsii-rosetta extract --strict',
    });
    const samples = project.addTask('samples', {
      description: 'Write docs/samples.md: the samples of the README in Python, Java and Go',
      steps: [{ spawn: translate.name }, { exec: 'tsx tools/samples/main.ts docs/samples.md' }],
    });
    this.task = project.addTask('check:api', {
      description: 'Lint the API, compile its samples, compare its reference',
      steps: [
        { exec: 'mkdir -p test-reports' },
        // awslint also prints every rule that it skips, and has no option against that.
        { name: 'awslint', exec: 'awslint --no-compile 2> test-reports/awslint.txt || (grep -v ^skipped test-reports/awslint.txt && false)' },
        { spawn: translate.name },
        { exec: 'tsx tools/samples/main.ts test-reports/samples.md' },
        { exec: 'diff -u docs/samples.md test-reports/samples.md || (echo "docs/samples.md is out of date: npx projen samples" && false)' },
        { exec: 'jsii-docgen -o test-reports/API.md' },
        { exec: 'diff -u API.md test-reports/API.md || (echo "API.md is out of date: npx projen docgen" && false)' },
      ],
    });
    // The translations are in the npm package: jsii-pacmak needs them for the other packages, Construct Hub shows them.
    project.postCompileTask.spawn(samples);
    // Compares with the last published version; an intended break has a line in .compatignore. Passes before the first publication.
    const compat = project.tasks.tryFind('compat')!;
    compat.reset(`jsii-diff npm:${project.name} --keys --ignore-file .compatignore --error-on=all`);
    project.postCompileTask.spawn(compat);
    project.addGitIgnore('/.jsii.tabl.json');
  }
}
