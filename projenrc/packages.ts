import type { awscdk } from 'projen';
import { Component } from 'projen';

/** What is published: what is in it, what is said of it, and how it is tried before it goes out. */
export class Packages extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.npmignore!.addPatterns('/CONTRIBUTING.md', '/.packages/');
    project.addGitIgnore('/.packages/');
    // Packages of the same name are in there.
    (project.jest!.config as { modulePathIgnorePatterns?: string[] }).modulePathIgnorePatterns = ['<rootDir>/.packages/'];

    project.postCompileTask.spawn(project.addTask('notices', {
      description: 'Write THIRD-PARTY-NOTICES.md: who has made what is bundled, and under which licence',
      exec: 'tsx tools/notices/main.ts',
    }));
    project.packageTask.spawn(project.addTask('sbom', {
      description: 'Write dist/sbom.cdx.json: what the package consists of, in CycloneDX',
      exec: 'tsx tools/packages/sbom.ts',
    }));
    project.addTask('test:packages', {
      description: 'Install the packages of all languages as they are published, and compare what apps make of them',
      steps: [
        { spawn: 'bundle' },
        { spawn: 'compile' },
        { exec: 'jest --ci --testMatch="<rootDir>/test/packages/*.@(test|release-test).ts"', receiveArgs: true },
      ],
    });
    // Only the sources: they can't be compiled where the CDK's Go module can't be had.
    project.tasks.tryFind('package:go')!.reset('jsii-pacmak -v --target go --code-only');
  }
}
