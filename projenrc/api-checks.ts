import type { awscdk, Task } from 'projen';
import { Component } from 'projen';

/** What the compiled API is checked for: awslint's rules, samples that compile, and an API.md that is up to date. */
export class ApiChecks extends Component {
  public readonly task: Task;

  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.package.addField('awslint', {
      exclude: [
        // Queues, tables and keys are granted on, and a bucket is told to notify EventBridge: references can't be that.
        'prefer-ref-interface:*',
        // Grants of their own class are for constructs of one resource; these are about what somebody does with a pipeline.
        'no-grants:*',
        // There are two events, and each has its method.
        'events-generic:cdk-sales-data-pipeline.SalesDataPipeline',
      ],
    });
    // A warning of today is what users meet in their language tomorrow.
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
        // It tells of everything that it leaves out as well, whatever it is told.
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
    // Against what was published last; a break that is meant has its line in .compatignore. Passes while nothing is published.
    const compat = project.tasks.tryFind('compat')!;
    compat.reset(`jsii-diff npm:${project.name} --keys --ignore-file .compatignore --error-on=all`);
    project.postCompileTask.spawn(compat);
    project.addGitIgnore('/.jsii.tabl.json');
    project.npmignore!.addPatterns('/rosetta/', '!/.jsii.tabl.json');
  }
}
