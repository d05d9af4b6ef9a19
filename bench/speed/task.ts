/** Something to be timed on a file. */
export interface Task {
  readonly id: string;
  readonly name: string;
  /** How many of the file's bytes a pass takes, where that is not all. */
  readonly bytes?: number;
  /** One pass over the bytes. */
  run(): unknown;
}
