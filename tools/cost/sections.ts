import { ASSUMED } from './assumptions';
import { costReport } from './report';

export interface Section {
  /** The document, relative to the root. */
  readonly file: string;
  readonly name: string;
  readonly content: string;
}

/** What of the documents the cost model writes. */
export async function costSections(): Promise<Section[]> {
  const { table, summary, recordSize, itemSize } = await costReport();
  return [
    { file: 'README.md', name: 'cost-summary', content: summary },
    { file: 'docs/cost.md', name: 'cost-table', content: table },
    { file: 'docs/cost.md', name: 'cost-assumptions', content: assumptions(recordSize, itemSize) },
  ];
}

function assumptions(recordSize: number, itemSize: number): string {
  const { call, step, validate, splitBytesPerSecond, expressMemory, logPerInvocation } = ASSUMED;
  return [
    `a record has ${recordSize} bytes, and its item ${itemSize} as DynamoDB counts them: one write unit. An item over 1 KB takes one for each KB begun`,
    `a state that calls a service takes ${call} ms, any other ${step} ms`,
    `the validator takes ${validate.record} ms for a file of one record, ${validate.batch} ms for an answer of a big file`,
    `the splitter reads ${splitBytesPerSecond / 1e6} MB a second`,
    `an Express execution is billed for ${1_024 * expressMemory.small} MB with one record, for ${1_024 * expressMemory.batch} MB with a batch`,
    `an invocation of a function writes ${logPerInvocation.toLocaleString('en-US')} bytes of logs`,
    'starting a child of the Distributed Map counts as a state transition',
  ].map((line) => `- ${line}`).join('\n');
}

/** The document with the section's content between its marks. */
export function withSection(document: string, { file, name, content }: Section): string {
  const [begin, end] = [`<!-- ${name}: written by npx projen docs -->`, `<!-- end of ${name} -->`];
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`${file} has no section ${name}`);
  return `${document.slice(0, start)}${begin}\n${content}\n${document.slice(stop)}`;
}
