import type { FileError } from '../../src/private/contract/messages';

/** A whole file can't be processed, and a retry does not help. The message says why, without bucket and object key. */
export class FileProblem extends Error {
  constructor(public readonly reason: FileError['reason'], message: string) {
    super(message);
  }
}

/** The object is deleted, or is no longer the one that was uploaded. */
export class FileChanged extends FileProblem {
  public readonly name = 'FileChanged';

  constructor(message: string) {
    super('FILE_CHANGED', message);
  }
}

/** The bytes of the file can't be read, or not as records. */
export class FileUnreadable extends FileProblem {
  public readonly name = 'FileUnreadable';

  constructor(message: string) {
    super('FILE_UNREADABLE', message);
  }
}
