/** The first four say what became of files and records; those from 64 on are those of BSD's sysexits.h. docs/tool.md has the table. */
export const OK = 0;
export const SOME_REJECTED = 1;
export const FILE_FAILED = 2;
/** The time to wait was over before the end was known. */
export const NOT_ENDED = 3;
export const USAGE = 64;
export const UNAVAILABLE = 69;
export const INTERNAL = 70;
export const EXISTS = 73;
export const NO_PERMISSION = 77;
export const CONFIGURATION = 78;
/** As a shell reports a command that was stopped by Ctrl-C. */
export const INTERRUPTED = 130;
/** As a shell reports a command whose reader has closed the pipe. */
export const BROKEN_PIPE = 141;
