import { logFile } from './log';
import type { FileError, SourceFile } from '../../src/private/contract/messages';
import type { ByteSource } from '../engine/read/byte-source';
import { whyUnreadable } from '../engine/read/unreadable-file';

/** Answers with what is wrong with the file as a whole, where something is; otherwise with what `work` gives. */
export async function unlessFileError<Output extends { fileError: FileError | null }>(
  file: SourceFile, empty: Omit<Output, 'fileError'>, work: () => Promise<Output>,
): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = error.name === 'FileChanged' ? 'FILE_CHANGED' : error.name === 'FileUnreadable' ? 'FILE_UNREADABLE' : undefined;
    if (reason === undefined) throw error;
    logFile(file, { fileError: reason });
    return { ...empty, fileError: { reason, message: error.message } } as Output;
  }
}

/** To be called where work on a file begins. */
export async function assertReadable(source: ByteSource, recordsPointer: string): Promise<void> {
  const why = await whyUnreadable(source, recordsPointer);
  if (why === null) return;
  const error = new Error(why);
  error.name = 'FileUnreadable';
  throw error;
}
