import { FileProblem, FileUnreadable } from './file-problem';
import { logFile } from './log';
import type { Runtime } from './runtime';
import { MAX_FILE_ERROR_LENGTH } from '../../src/private/contract/limits';
import type { FileError, SourceFile } from '../../src/private/contract/messages';
import { shorten } from '../engine/assess/shorten';
import type { ByteSource } from '../engine/read/byte-source';
import { whyUnreadable } from '../engine/read/unreadable-file';

/** The output of `work`; if that fails because of the file itself, `empty` with the file error. */
export async function unlessFileError<Output extends { fileError: FileError | null }>(
  runtime: Runtime, file: SourceFile, empty: Omit<Output, 'fileError'>, work: () => Promise<Omit<Output, 'fileError'>>,
): Promise<Output> {
  try {
    return { ...await work(), fileError: null } as Output;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const { reason, message } = error;
    logFile(runtime, file, { fileError: reason });
    return { ...empty, fileError: { reason, message: shorten(message, MAX_FILE_ERROR_LENGTH) } } as Output;
  }
}

/** Throws FileUnreadable where the file can't be read as records. Called where work on a file begins. */
export async function assertReadable(source: ByteSource, recordsPointer: string): Promise<void> {
  const why = await whyUnreadable(source, recordsPointer);
  if (why !== null) throw new FileUnreadable(why);
}
