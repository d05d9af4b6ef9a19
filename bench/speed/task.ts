/** Work on a file that is timed. */
export interface Task {
  readonly id: string;
  readonly name: string;
  /** Number of bytes of the file that a pass reads, if not all. */
  readonly bytes?: number;
  /** One pass over the bytes. */
  run(): unknown;
}
