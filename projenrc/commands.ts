import type { awscdk } from 'projen';
import { Component } from 'projen';

const INTEG_RUNNER = 'TS_NODE_TRANSPILE_ONLY=1 integ-runner --language typescript --directory test/integ';

/** npm scripts that take arguments, as in `npm run demo -- FILE`. A projen task needs a second `--` for them. */
const COMMANDS: { [script: string]: string } = {
  'demo': 'tsx tools/demo/main.ts',
  'example': 'tsx tools/demo/main.ts --example',
  'bench': 'projen bundle && tsx bench/main.ts',
  'soak': 'projen bundle && tsx test/deployed/soak/main.ts',
  'scale': 'projen bundle && tsx test/deployed/scale/main.ts',
  // tsx as a process of its own would end soon after a signal, before everything is removed.
  'verify:aws': 'projen bundle && node --import tsx tools/aws/verify.ts',
  // Deploys the stacks of test/integ to a real account. The component of projen for this pins no version.
  'integ': `${INTEG_RUNNER} --force`,
};

/** Commands for contributors. Each works on a fresh clone: it installs the dependencies first. */
export class Commands extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    for (const [script, command] of Object.entries(COMMANDS)) {
      project.package.setScript(script, command);
    }
    for (const script of ['test', ...Object.keys(COMMANDS)]) {
      project.package.setScript(`pre${script}`, 'node tools/ensure-installed.js');
    }
    project.package.setScript('integ:snapshot', `AWS_REGION=us-east-1 ${INTEG_RUNNER} --update-on-failed --dry-run`);

    project.addTask('docs', {
      description: 'Write the parts of the documentation that come from the code: pictures, cost, reasons, findings of cdk-nag',
      steps: [{ exec: 'tsx tools/draw/main.ts' }, { exec: 'tsx tools/documents/main.ts' }, { exec: 'tsx tools/nag/main.ts' }],
    });
    project.preCompileTask.spawn(project.tasks.tryFind('docs')!);
  }
}
