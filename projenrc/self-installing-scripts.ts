import type { awscdk } from 'projen';
import { Component } from 'projen';

/** Makes `npm run X` work on a fresh clone: what is missing is installed first. */
export class SelfInstallingScripts extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, scripts: string[]) {
    super(project);
    for (const script of scripts) {
      project.package.setScript(`pre${script}`, 'node tools/ensure-installed.js');
    }
  }
}
