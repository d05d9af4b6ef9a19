import { awscdk } from 'projen';
import { JobPermission } from 'projen/lib/github/workflows-model';
import { NodePackageManager, UpdateSnapshot } from 'projen/lib/javascript';
import { ReleasableCommits } from 'projen/lib/version';
import { ApiChecks } from './projenrc/api-checks';
import { Bundle } from './projenrc/bundle';
import { Commands } from './projenrc/commands';
import { BEFORE_RELEASE, Packages, PUBLIB_VERSION, WORKFLOW_NODE } from './projenrc/packages';
import { Structure } from './projenrc/structure';
import { SupportedVersions } from './projenrc/supported-versions';
import { TestTiers } from './projenrc/test-tiers';
import { Workflows } from './projenrc/workflows';

/** Types of commits that users of the package notice, and other types. */
const RELEASED_TYPES = ['feat', 'fix', 'perf', 'revert'];
const OTHER_TYPES = ['build', 'chore', 'ci', 'docs', 'refactor', 'style', 'test'];

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-sales-data-pipeline',
  description: 'AWS CDK construct: sales files that land in S3 become DynamoDB items, every other record a dead letter that says why.',
  author: 'cdk-sales-data-pipeline maintainers',
  authorAddress: 'maintainers@cdk-sales-data-pipeline.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-sales-data-pipeline maintainers',
  keywords: ['aws', 'cdk', 'awscdk', 'sales', 's3', 'eventbridge', 'stepfunctions', 'dynamodb', 'sqs', 'dead-letter-queue', 'json-schema'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: NodePackageManager.NPM,
  projenrcTs: true,

  // The lowest versions that work; `npm run verify:lowest` tests them. Reasons for the lowest aws-cdk-lib, the latest first:
  // 2.243.0 grants indexes that are added to the table after the grant, and needs constructs 10.5.0;
  // 2.235.0 lets a list in an event pattern hold a Match and more; 2.231.0 has CfnTable.isCfnTable; 2.224.0 has
  // Runtime.NODEJS_24_X; 2.215.0 allows a Distributed Map to be redriven.
  cdkVersion: '2.243.0',
  constructsVersion: '10.5.0',
  // The versions for development are in SupportedVersions.
  peerDependencyOptions: { pinnedDevDependency: false },
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~5.9.0',
  projenVersion: '0.103.25',
  minNodeVersion: '20.0.0',
  // The changelog tool needs Node.js 22, trusted publishing the npm of Node.js 24.
  workflowNodeVersion: WORKFLOW_NODE,

  releasableCommits: ReleasableCommits.ofType(RELEASED_TYPES),
  // Publishes with provenance and without tokens: the registries trust the workflow. The publishing tool is pinned, too.
  jsiiReleaseVersion: PUBLIB_VERSION,
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-sales-data-pipeline', module: 'cdk_sales_data_pipeline', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdksalesdatapipeline',
    mavenGroupId: 'io.github.cdk-sales-data-pipeline',
    mavenArtifactId: 'cdk-sales-data-pipeline',
  },
  publishToGo: {
    moduleName: 'github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline-go',
    packageName: 'cdksalesdatapipeline',
  },

  bundledDeps: ['ajv@8.20.0', 'ajv-formats@3.0.1', 'fast-uri@3.1.9', 'ret@0.5.1'],
  devDeps: [
    // Alternatives for the benchmark; others are stream-json with stream-chain, and zod.
    '@aws-lambda-powertools/batch@2.34.0',
    '@aws-lambda-powertools/parser@2.34.0',
    '@aws-lambda-powertools/validation@2.34.0',
    '@aws-sdk/util-dynamodb@3.996.9',
    '@aws-sdk/client-cloudformation@3.1162.0',
    '@aws-sdk/client-cloudwatch@3.1162.0',
    '@aws-sdk/client-cloudwatch-logs@3.1162.0',
    '@aws-sdk/client-dynamodb@3.1162.0',
    '@aws-sdk/client-eventbridge@3.1162.0',
    '@aws-sdk/client-lambda@3.1162.0',
    '@aws-sdk/client-s3@3.1162.0',
    '@aws-sdk/lib-storage@3.1162.0',
    '@aws-sdk/client-sfn@3.1162.0',
    '@aws-sdk/client-sqs@3.1162.0',
    '@aws-sdk/client-ssm@3.1162.0',
    '@aws-sdk/client-sts@3.1162.0',
    '@aws-cdk/integ-runner@2.197.10',
    // The newest version; works with 2.257.0.
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    // projen asks for a dist-tag that not every registry serves.
    '@types/node@^20',
    // The tests parse compiled schemas with it.
    'acorn@8.19.0',
    // What others have written about workflow definitions and JSONata; the version of jsonata is the one that AWS runs.
    'amazon-states-language-service@1.16.1',
    'asl-validator@4.0.0',
    'jsonata@2.0.6',
    '@dagrejs/dagre@3.1.3',
    'aws-cdk@2.1148.1',
    // The first version that knows aws-cdk-lib: up to 2.72.1 it finds nothing to check.
    'awslint@2.262.2-alpha.0',
    'cdk-nag@3.0.2',
    // cli-table3, picocolors and string-width are for the tables, colours and widths of cli/terminal; the last versions that CommonJS can load.
    'cli-table3@0.6.5',
    // The operator's tool: its commands, edits that leave the rest of a text as it is, and differences between texts.
    'commander@14.0.3',
    'jsonc-parser@3.3.1',
    'diff@9.0.0',
    // The page of its desk, and the browser that tests it.
    'codemirror@6.0.2',
    '@codemirror/autocomplete@6.20.4',
    '@codemirror/commands@6.11.1',
    '@codemirror/lang-json@6.0.2',
    '@codemirror/language@6.13.1',
    '@codemirror/lint@6.9.8',
    '@codemirror/state@6.7.6',
    '@codemirror/view@6.43.15',
    '@lezer/common@1.5.5',
    '@lezer/highlight@1.2.5',
    'preact@11.2.0',
    '@sparticuz/chromium@153.0.0',
    'axe-core@4.14.1',
    'playwright-core@1.65.1',
    'dependency-cruiser@16.10.4',
    'esbuild@0.28.2',
    'fast-check@4.10.2',
    'picocolors@1.1.1',
    'stream-chain@4.4.1',
    'stream-json@3.8.0',
    'string-width@4.2.3',
    'tsx@4.23.15',
    'yaml@2.9.1',
    'zod@4.6.7',
  ],

  // Bundle bundles the handlers; there is nothing to discover.
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,

  sampleCode: false,
  jestOptions: {
    updateSnapshot: UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestVersion: '^30',
    jestConfig: {
      collectCoverage: false,
      testTimeout: 60_000,
    },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['src/**/*.ts', 'lambda-src/**/*.ts', 'cli/**/*.ts', 'testkit/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts', 'tools/**/*.ts', 'examples/typescript/**/*.ts', 'projenrc/**/*.ts', '.projenrc.ts'],
    // It runs in a browser, and has a tsconfig of its own.
    exclude: ['cli/desk/page'],
  },
  eslintOptions: {
    fileExtensions: ['.ts', '.tsx'],
    // A test run changes no files.
    commandOptions: { fix: false },
    dirs: ['src'],
    devdirs: ['test', 'tools', 'lambda-src', 'cli', 'testkit', 'bench', 'examples/typescript', 'projenrc'],
  },
  gitignore: ['/assets/', '/.emulator/', '/demo-report.html', '/bench-results.json', 'cdk.out/', 'cdk.context.json', '.DS_Store', '.vscode/', '.idea/'],

  // Packages says what is published.
  npmignoreEnabled: false,

  depsUpgrade: false,
  pullRequestTemplate: false,
  // A build that changes files fails and shows them, so it needs no permission to push.
  buildWorkflowOptions: { mutableBuild: false, permissions: { contents: JobPermission.READ } },
  githubOptions: {
    mergify: false,
    pullRequestLintOptions: { semanticTitleOptions: { types: [...RELEASED_TYPES, ...OTHER_TYPES] } },
  },
  postBuildSteps: BEFORE_RELEASE,
});

// The function that runs the assertions comes with integ-tests; no comparison needs the other assets.
project.addGitIgnore('/test/integ/*.snapshot/asset.*');
project.addGitIgnore('/test/integ/cdk-integ.out.*');
project.gitattributes.addAttributes('/test/integ/*.snapshot/**', 'linguist-generated');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');
// With a range instead of an exact version, `npm ci` misses the optional bindings of this package.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// Newer versions, which asl-validator would get, do not support Node.js 20.0.
project.package.addPackageResolutions('jsep@1.4.0');
project.eslint!.addRules({
  '@stylistic/arrow-parens': ['error', 'always'],
  'no-restricted-syntax': ['error', {
    selector: 'CallExpression[callee.object.name="fc"][callee.property.name="assert"]:not([arguments.1.callee.name="runs"])',
    message: 'Give runs(…) of testkit/property-runs as the second argument, so that the cases are the same in every run of the tests.',
  }],
});
// This tsconfig includes all folders; tsconfig.json is for jsii and includes only src.
project.tryFindObjectFile('.eslintrc.json')?.addOverride('parserOptions', { project: ['./tsconfig.dev.json', './cli/desk/page/tsconfig.json'], projectService: undefined });
// Inline source maps would make the package a third larger.
project.tryFindObjectFile('tsconfig.json')!.addOverride('compilerOptions.inlineSourceMap', false);
project.tryFindObjectFile('tsconfig.json')!.addOverride('compilerOptions.inlineSources', false);
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

const bundle = new Bundle(project);
new Commands(project);
const structure = new Structure(project);
const api = new ApiChecks(project);
new TestTiers(project, {
  before: bundle.task,
  checks: [
    `projen ${project.compileTask.name} && projen ${api.task.name}`,
    `tsc --noEmit -p tsconfig.dev.json && tsc -p cli/desk/page && projen ${structure.task.name}`,
    `projen ${project.tasks.tryFind('eslint')!.name}`,
  ],
});
new Packages(project);
new SupportedVersions(project);
new Workflows(project);

project.synth();
