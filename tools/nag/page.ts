import type { Situation } from './findings';
import { AWS_SOLUTIONS, HIPAA_AND_NIST } from './findings';
import { packageJson } from '../packages/versions';

const COLUMNS = ['finding', 'at', 'when', 'why it stands'];

/** The text of docs/cdk-nag.md. */
export function nagPage(): string {
  return `# Findings of cdk-nag

[cdk-nag](https://github.com/cdklabs/cdk-nag) checks a stack against packs of rules. These are all the findings of version
${packageJson('cdk-nag').version} on a pipeline, and why each stands. \`npx projen docs\` writes this page; a test compares it with what cdk-nag finds.

Paths start below the pipeline; those of \`BucketNotificationsHandler…\` start below the stack. \`<bucket ARN>\` and \`<workflow name>\`
stand for what cdk-nag prints there. To acknowledge a finding in your app, see
[Acknowledging a Rule](https://github.com/cdklabs/cdk-nag#acknowledging-a-rule). Findings on resources you pass in depend on how
you create them.

## AwsSolutions

${table('AwsSolutions-', Object.values(AWS_SOLUTIONS))}

## HIPAA.Security and NIST.800.53.R5

Both packs find the same on a pipeline that creates its bucket, table and queue. The names of the rules start with
\`HIPAA.Security-\` or \`NIST.800.53.R5-\`.

${table('', Object.values(HIPAA_AND_NIST))}
`;
}

function table(pack: string, situations: readonly Situation[]): string {
  const rows = situations.flatMap(({ when, findings }) => findings.map(({ rule, at, reason }) =>
    [`\`${pack}${rule}\``, at.map((path) => `\`${path}\``).join(', '), when, reason]));
  return [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
