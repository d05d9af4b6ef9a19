import type { awscdk } from 'projen';
import { Component } from 'projen';

/**
 * integ-runner on test/integ. The tests themselves run within `npm test`, on the emulator; these scripts are for the
 * snapshots, and for an account of one's own. Not projen's own integration of it, which pins neither version.
 */
export class IntegrationTests extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const command = 'TS_NODE_TRANSPILE_ONLY=1 integ-runner --language typescript --directory test/integ';
    // Not projen tasks: those take no arguments through npm without a second `--`.
    project.package.setScript('integ', `${command} --force`);
    project.package.setScript('integ:snapshot', `AWS_REGION=us-east-1 ${command} --update-on-failed --dry-run`);

    // The function that makes the assertions comes with integ-tests; the others are not kept for a comparison.
    for (const pattern of ['/test/integ/*.snapshot/asset.*', '/test/integ/cdk-integ.out.*', 'cdk.context.json']) {
      project.addGitIgnore(pattern);
    }
    project.gitattributes.addAttributes('/test/integ/*.snapshot/**', 'linguist-generated');
  }
}
