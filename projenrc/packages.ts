import type { awscdk } from 'projen';
import { Component } from 'projen';
import { ActionRefs } from 'projen/lib/github';
import type { JobStep } from 'projen/lib/github/workflows-model';
import { JobPermission } from 'projen/lib/github/workflows-model';

/** Checks that take too long for `npm test` or need more tools. They run with the lowest Python that is declared. */
export const BEFORE_RELEASE: JobStep[] = [
  { name: 'Set up Java', uses: ActionRefs.ACTIONS_SETUP_JAVA, with: { 'distribution': 'corretto', 'java-version': '17' } },
  { name: 'Set up Python', uses: ActionRefs.ACTIONS_SETUP_PYTHON, with: { 'python-version': '3.10' } },
  { name: 'Packages of TypeScript and Python', run: 'npx projen test:packages' },
  { name: 'Packages of Java and Go', run: 'npx projen test:release' },
  { name: 'Lowest supported versions', run: 'npx projen verify:lowest' },
];

/** The files of the npm package, besides those that npm always adds: package.json, README.md, LICENSE and bundled dependencies. */
const PUBLISHED = [
  '.jsii', '.jsii.tabl.json', 'API.md', 'THIRD-PARTY-NOTICES.md', 'assets/lambda/*.js', 'assets/lambda/*.json', 'lib/**/*.d.ts', 'lib/**/*.js',
];

/** What publishes to the registries, and the Node.js that it runs on. */
export const PUBLIB_VERSION = '0.2.1061';
export const WORKFLOW_NODE = '24.x';

/** As projen's own jobs have it. */
const TO_BE_RELEASED = "needs.release.outputs.tag_exists != 'true' && needs.release.outputs.latest_commit == github.sha";

/** The packages: their contents, their documents, and their tests before a release. */
export class Packages extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.package.addField('files', PUBLISHED);
    project.addGitIgnore('/.packages/');
    project.addGitIgnore('__pycache__/');
    project.tryFindObjectFile('package.json')!.addOverride('jsii.targets.python.classifiers', ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2']);
    project.postCompileTask.spawn(project.addTask('notices', {
      description: 'Write THIRD-PARTY-NOTICES.md: the authors and licences of bundled packages',
      exec: 'tsx tools/notices/main.ts',
    }));
    project.packageTask.spawn(project.addTask('sbom', {
      description: 'Write dist/sbom.cdx.json: the bill of materials of the package, in CycloneDX',
      exec: 'tsx tools/packages/sbom.ts',
    }));
    project.packageTask.spawn(project.addTask('package:tool', {
      description: 'Make the npm package of the command-line tool in dist/tool',
      exec: 'tsx tools/tool-package/main.ts',
    }));
    // Instead of jsii-pacmak alone: each package gets a README for its language, with absolute links.
    for (const target of ['js', 'java', 'python', 'go']) {
      project.tasks.tryFind(`package:${target}`)!.reset(`tsx tools/packages/main.ts ${target}`);
    }
    this.publishTool(project);
    this.attachToRelease(project, 'sbom.cdx.json');
  }

  /** Publishes the package of the tool to npm, as projen does the package of the construct: with provenance, and without a token. */
  private publishTool(project: awscdk.AwsCdkConstructLibrary): void {
    project.release!.addJobs({
      release_tool: {
        name: 'Publish the command-line tool to npm',
        needs: ['release'],
        runsOn: ['ubuntu-latest'],
        permissions: { contents: JobPermission.READ, idToken: JobPermission.WRITE },
        if: TO_BE_RELEASED,
        steps: [
          { uses: ActionRefs.ACTIONS_SETUP_NODE, with: { 'node-version': WORKFLOW_NODE, 'package-manager-cache': false } },
          downloadDist(),
          {
            run: `npx -p publib@${PUBLIB_VERSION} publib-npm dist/tool`,
            env: {
              NPM_DIST_TAG: 'latest',
              NPM_REGISTRY: 'registry.npmjs.org',
              NPM_CONFIG_PROVENANCE: 'true',
              NPM_TRUSTED_PUBLISHER: 'true',
              PUBLIB_DRYRUN: '${{ inputs.dry_run }}',
            },
          },
        ],
      },
    });
  }

  /** Attaches a file of dist/ to the release on GitHub. */
  private attachToRelease(project: awscdk.AwsCdkConstructLibrary, file: string): void {
    project.release!.addJobs({
      release_sbom: {
        name: 'Attach the bill of materials to the release',
        needs: ['release', 'release_github'],
        runsOn: ['ubuntu-latest'],
        permissions: { contents: JobPermission.WRITE },
        if: `${TO_BE_RELEASED} && !inputs.dry_run`,
        steps: [
          downloadDist(),
          {
            run: `gh release upload "$(cat dist/releasetag.txt)" dist/${file} -R "$GITHUB_REPOSITORY" --clobber`,
            env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
          },
        ],
      },
    });
  }
}

function downloadDist(): JobStep {
  return { uses: ActionRefs.ACTIONS_DOWNLOAD_ARTIFACT, with: { 'artifact-ids': '${{ needs.release.outputs.artifact_id }}', 'path': 'dist' } };
}
