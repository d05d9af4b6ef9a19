import type { awscdk } from 'projen';
import { Component } from 'projen';

/** Runs that take as long as they are told to: `npm run soak -- --minutes N --seed S`, `npm run scale -- --records N`. */
export class LongRuns extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    for (const run of ['soak', 'scale']) {
      project.package.setScript(run, `projen bundle && tsx test/deployed/${run}/main.ts`);
    }
  }
}
