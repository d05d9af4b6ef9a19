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
  const { call, step, validate, rejectedRecord, splitBytesPerSecond, splitRecordsPerSecond, expressMemory, logPerInvocation } = ASSUMED;
  return [
    `a record has ${recordSize} bytes, and its item has ${itemSize} as DynamoDB counts them, which is one write unit. A larger item takes one write unit per KB or part of a KB`,
    `a state that calls a service takes ${call} ms, every other state ${step} ms`,
    `the validator takes ${validate.record} ms for a file of one record, ${validate.batch} ms for each response about a large file`,
    `the validator takes ${rejectedRecord} ms more for each record that it rejects`,
    `the splitter reads ${splitBytesPerSecond / 1e6} MB or finds ${splitRecordsPerSecond.toLocaleString('en-US')} records per second, whichever takes longer`,
    `an Express execution is billed for ${1_024 * expressMemory.small} MB with one record, for ${1_024 * expressMemory.batch} MB with a batch`,
    `an invocation of a function writes ${logPerInvocation.toLocaleString('en-US')} bytes of logs`,
    'starting a child of the Distributed Map counts as a state transition',
  ].map((line) => `- ${line}`).join('\n');
}
