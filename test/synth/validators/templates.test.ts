import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateFinding } from '../../../tools/validators/template';
import { findingsInTemplates } from '../../../tools/validators/template';
import type { Configuration } from '../support/configurations';
import { CONFIGURATIONS, synthOnce } from '../support/configurations';
import { temporaryDirectory } from '../support/synth';

/** A finding that stays. */
interface Explained {
  readonly rule: string;
  /** What the message has to match. */
  readonly message: RegExp;
  readonly reason: string;
}

const EXPLAINED: Explained[] = [
  { rule: 'I1022', message: /Prefer using Fn::Sub over Fn::Join/, reason: 'the CDK writes every text with references as Fn::Join' },
  { rule: 'W3005', message: /dependency already enforced by a 'GetAtt'/, reason: 'the CDK lets functions, workflows and its own handler depend on the whole role, of which the policy is a part' },
  { rule: 'I3013', message: /'MessageRetentionPeriod' is a required property/, reason: 'the queue that this test passes in keeps the default retention; the pipeline\'s own queue sets one' },
];

const ALL: Configuration[] = [...CONFIGURATIONS, { name: 'alarms and a dashboard', props: {}, options: { use: (pipeline) => { pipeline.addAlarms(); pipeline.addDashboard(); } } }];

const REGION = 'us-east-1';
const isExplained = ({ rule, message }: TemplateFinding): boolean => EXPLAINED.some((one) => one.rule === rule && one.message.test(message));

let findings: TemplateFinding[];

beforeAll(async () => {
  const directory = temporaryDirectory();
  const files = ALL.map((configuration, index) => {
    const file = join(directory, `${index}.json`);
    writeFileSync(file, JSON.stringify(synthOnce(configuration).template.toJSON()));
    return file;
  });
  findings = await findingsInTemplates(files, REGION);
}, 300_000);

test.each(ALL.map(({ name }, index) => [name, index] as const))('cfn-lint finds nothing that is not explained: %s', (_, index) => {
  const unexplained = findings.filter((finding) => finding.file.endsWith(`/${index}.json`) && !isExplained(finding));
  expect(unexplained.map(({ rule, place, message }) => `${rule} ${place}: ${message}`)).toEqual([]);
});

test('each explanation is still needed', () => {
  expect(EXPLAINED.filter(({ rule, message }) => !findings.some((finding) => finding.rule === rule && message.test(finding.message)))).toEqual([]);
});
