import type { awscdk } from 'projen';
import { Component } from 'projen';
import type { Bundle } from './bundle';

/** `npm run demo`: the example stack on the emulator, with real files. */
export class DemoCommand extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary, _bundle: Bundle) {
    super(project);
    // Not a projen task: those take no arguments through npm without a second `--`.
    project.package.setScript('demo', 'tsx tools/demo/main.ts');
  }
}
