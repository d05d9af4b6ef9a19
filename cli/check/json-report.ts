import type { Assessment } from '../../lambda-src/engine/assess/assessment';
import { plainKey } from '../../lambda-src/engine/assess/plain-key';
import type { AcceptedRecord, RejectedRecord } from '../../src/private/contract/messages';
import { Output } from '../output';
import type { Report } from './report';
import type { CheckResult } from './tally';
import { printableJson } from '../terminal/printable';

/** For programs: a line of JSON for each record on standard output, and one with the counts on standard error. */
export class JsonReport implements Report {
  private readonly output = new Output(process.stdout);

  public take({ accepted, rejected }: Assessment): Promise<unknown> | undefined {
    return this.output.write(accepted ? acceptedLine(accepted) : rejectedLine(rejected!));
  }

  public async end({ file, tally, bytes, ms, warnings, fileError }: CheckResult): Promise<void> {
    await this.output.flush();
    const { records, accepted, rejected, reasons } = tally;
    process.stderr.write(`${printableJson({
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
  return `${printableJson({ index, offset, length, verdict: 'accepted', key: plainKey(key), item })}\n`;
}

function rejectedLine({ index, offset, length, reason, errors, record, recordBase64 }: RejectedRecord): string {
  // Neither where the record is too large for a dead letter: offset and length say where it is in the file.
  const content = record !== null ? { record } : recordBase64 !== null ? { recordBase64 } : undefined;
  return `${printableJson({ index, offset, length, verdict: 'rejected', reason, errors, ...content })}\n`;
}
