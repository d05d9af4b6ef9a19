import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SFNClient } from '@aws-sdk/client-sfn';
import { BELIEFS } from './beliefs';
import { beliefsSection } from './page';
import { diagnose, isTrue, see } from './see';
import { DuplicatePolicy } from '../../src';
import { withSection } from '../documents/section';
import { ROOT } from '../root';
import { synthesisePipeline } from '../template/synthesised-pipeline';
import { asDeployed } from '../validators/definition';

const USAGE = `Shows on AWS what the pipeline believes of Step Functions: npm run verify:aws -- --role ARN

Validates the workflow definitions and runs single states, with the credentials and the region of the environment. Makes no
resource, so it can be stopped at any time. docs/beliefs.md then has what was seen.

--role ARN   a role that Step Functions may assume; it needs dynamodb:PutItem on the table sales-data-pipeline-absent`;

async function main(): Promise<void> {
  const { values: { role } } = parseArgs({ options: { role: { type: 'string' } } });
  if (role === undefined) {
    console.error(USAGE);
    process.exitCode = 64;
    return;
  }
  const sfn = new SFNClient({ disableHostPrefix: process.env.AWS_ENDPOINT_URL !== undefined });
  const wrong = [...await diagnoseDefinitions(sfn), ...await seeBeliefs(sfn, role)];
  console.log(wrong.length === 0 ? 'All is as believed.' : `${wrong.length} differ.`);
  if (wrong.length > 0) process.exitCode = 1;
}

async function diagnoseDefinitions(sfn: SFNClient): Promise<string[]> {
  const found: string[] = [];
  for (const duplicatePolicy of [DuplicatePolicy.REJECT, DuplicatePolicy.OVERWRITE]) {
    const { fileWorkflow, fanOutWorkflow } = synthesisePipeline({ duplicatePolicy });
    found.push(...await diagnose(sfn, asDeployed(fileWorkflow), 'EXPRESS'), ...await diagnose(sfn, asDeployed(fanOutWorkflow), 'STANDARD'));
  }
  found.forEach((finding) => console.log(finding));
  return found;
}

async function seeBeliefs(sfn: SFNClient, role: string): Promise<string[]> {
  const seen = new Map<string, string>();
  const wrong: string[] = [];
  for (const belief of BELIEFS) {
    const answer = await see(sfn, belief, role);
    const said = isTrue(belief, answer) ? 'true' : `not true: ${JSON.stringify(answer).slice(0, 200)}`;
    console.log(`${belief.id}: ${said}`);
    if (!isTrue(belief, answer)) wrong.push(belief.id);
    seen.set(belief.id, `${said}, ${new Date().toISOString().slice(0, 10)}`);
  }
  // The page says what was seen on AWS, not elsewhere.
  if (process.env.AWS_ENDPOINT_URL === undefined) {
    const section = beliefsSection(BELIEFS, seen);
    const path = join(ROOT, section.file);
    writeFileSync(path, withSection(readFileSync(path, 'utf8'), section));
  }
  return wrong;
}

void main();
