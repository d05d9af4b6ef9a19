/** An object that is valid JSON, in which something around it is broken. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly names: number;
  /** It looks like a record. */
  readonly matches: boolean;
  /** Its first name, as a hash. */
  readonly firstName: number;
  /** It begins with the same name as records. */
  readonly beginsAlike: boolean;
  /** What precedes it may precede a record. */
  readonly isSeparate: boolean;
  /** Another text ends before it or starts behind it, with no comma between them. */
  readonly besideText: boolean;
  /** It has its lines for itself. */
  readonly wholeLines: boolean;
}

/** Candidates that follow each other at the same level. */
export interface Run {
  readonly level: number;
  readonly candidates: Candidate[];
  /** How many look like records. */
  matches: number;
  /** Behind this candidate and those after it, nothing is broken that stands where they stand. */
  settledFrom: number;
}

/**
 * The runs of candidates by level. A run ends when the level goes below its own: then its candidates are inside something
 * that has ended. The array around the records ends as well, so the last runs that ended are kept as long as no more
 * brackets have closed than are around the records.
 */
export class Runs {
  private live: Run[] = [];
  private ended: Run[] = [];

  constructor(private readonly closersDue: number) {
  }

  /** All live runs, from the lowest level up. */
  public get all(): readonly Run[] {
    return this.live;
  }

  public add(level: number, candidate: Candidate): Run {
    let run = this.live[this.live.length - 1];
    if (run === undefined || run.level < level) {
      run = { level, candidates: [], matches: 0, settledFrom: 0 };
      this.live.push(run);
    }
    run.candidates.push(candidate);
    if (candidate.matches) run.matches++;
    return run;
  }

  /** Something is broken at this level. */
  public meetTrouble(level: number): void {
    for (let k = this.live.length - 1; k >= 0; k--) {
      const run = this.live[k];
      if (run.level >= level) continue;
      // Nothing has been added to it since it was settled, nor to the runs below it.
      if (run.settledFrom === run.candidates.length) return;
      run.settledFrom = run.candidates.length;
    }
  }

  /** A bracket has closed. */
  public closed(level: number): void {
    const { live, closersDue } = this;
    while (live.length > 0 && live[live.length - 1].level > level) {
      const run = live.pop()!;
      this.ended = [...this.ended.filter((other) => other.level !== run.level), run];
    }
    if (this.ended.some((run) => run.level > level + closersDue)) this.ended = this.ended.filter((run) => run.level <= level + closersDue);
  }

  /** The last run at this level, whether it has ended or not. */
  public at(level: number): Run | undefined {
    return this.live.find((run) => run.level === level) ?? this.ended.find((run) => run.level === level);
  }
}
