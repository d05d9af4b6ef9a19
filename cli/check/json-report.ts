import type { Assessment } from '../../lambda-src/engine/assess/assessment';
import type { AcceptedRecord, AttributeValue, RejectedRecord } from '../../src/private/contract/messages';
import { Output } from '../output';
import type { Report } from './report';
import type { CheckResult } from './tally';

/** A line of JSON for each record on standard output; the counts, as one line too, on standard error. */
export class JsonReport implements Report {
  private readonly output = new Output(process.stdout);

  public take({ accepted, rejected }: Assessment): Promise<unknown> | undefined {
    return this.output.write(accepted ? acceptedLine(accepted) : rejectedLine(rejected!));
  }

  public async end({ file, tally, bytes, ms, warnings, fileError }: CheckResult): Promise<void> {
    await this.output.flush();
    const { records, accepted, rejected, reasons } = tally;
    process.stderr.write(`${JSON.stringify({
      file,
      records,
      accepted,
      rejected,
      reasons,
      bytes,
      ms,
      warnings: warnings.length > 0 ? warnings : undefined,
      fileError: fileError ?? undefined,
    })}\n`);
  }
}

function acceptedLine({ index, offset, length, key, item }: AcceptedRecord): string {
  return `${JSON.stringify({ index, offset, length, verdict: 'accepted', key: plain(key), item })}\n`;
}

function rejectedLine({ index, offset, length, reason, errors, record, recordBase64 }: RejectedRecord): string {
  // Neither of the two where the record is too big for a letter: it stands in the file at offset and length.
  const content = record !== null ? { record } : recordBase64 !== null ? { recordBase64 } : undefined;
  return `${JSON.stringify({ index, offset, length, verdict: 'rejected', reason, errors, ...content })}\n`;
}

/** The key's values as text: a number as it is written, which a JavaScript number would not be. */
function plain(key: Record<string, AttributeValue>): Record<string, string> {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, 'N' in value ? value.N : (value as { S: string }).S]));
}
