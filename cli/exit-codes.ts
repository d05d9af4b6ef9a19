/** The first three are the verdict on a file; the others are those of BSD's sysexits.h. */
export const ALL_ACCEPTED = 0;
export const SOME_REJECTED = 1;
export const UNREADABLE = 2;
export const USAGE = 64;
export const INTERNAL = 70;
/** As a shell reports a command whose reader has closed the pipe. */
export const BROKEN_PIPE = 141;
