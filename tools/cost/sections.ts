import { ASSUMED } from './assumptions';
import { poisonText } from './poison-file';
import type { CostReport } from './report';
import type { Section } from '../documents/section';

/** The parts of the documents that the cost model writes. */
export function costSections({ table, summary, worstTable, poison, recordSize, itemSize }: CostReport): Section[] {
  return [
    { file: 'README.md', name: 'cost-summary', content: summary },
    { file: 'docs/cost.md', name: 'cost-table', content: table },
    { file: 'docs/cost.md', name: 'cost-worst', content: worstTable },
    { file: 'docs/cost.md', name: 'cost-poison', content: poisonText(poison) },
    { file: 'docs/cost.md', name: 'cost-assumptions', content: assumptions(recordSize, itemSize) },
  ];
}

function assumptions(recordSize: number, itemSize: number): string {
  const { call, step, s3Wait, processor, memoryOfOneCpu, splitBytesPerSecond, splitRecordsPerSecond, expressMemory, logOverhead } = ASSUMED;
  return [
    `a record has ${recordSize} bytes, and its item has ${itemSize} as DynamoDB counts them, which is one write unit. A larger item takes one write unit per KB or part of a KB`,
    `a state that calls a service takes ${call} ms, every other state ${step} ms. A [published log](https://github.com/aws-samples/aws-batch-runtime-monitoring/pull/21) of an Express workflow has 5 ms from its start to the end of its first Choice, and less than 1 ms until the next state`,
    `the validator waits ${s3Wait} ms for each request to S3. For each invocation it needs a vCPU for ${processor.invocation} ms, for each record that it accepts ${processor.accepted} ms more, and for each that it rejects ${processor.rejected} ms more: three times what [was measured](benchmarks.md#memory-of-the-validator). It has a whole vCPU at ${memoryOfOneCpu.toLocaleString('en-US')} MB`,
    `the splitter reads ${splitBytesPerSecond / 1e6} MB or finds ${splitRecordsPerSecond.toLocaleString('en-US')} records per second, whichever takes longer`,
    `an Express execution is billed for ${1_024 * expressMemory.small} MB with one record, for ${1_024 * expressMemory.batch} MB with a batch`,
    'a row of the history has less than 1 KB, which is one write unit: the object key may have some 300 bytes',
    `Lambda and CloudWatch Logs add ${logOverhead} bytes to each line of a log`,
    'starting a child of the Distributed Map counts as a state transition',
  ].map((line) => `- ${line}`).join('\n');
}
