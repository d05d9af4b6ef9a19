import { Calendar } from './calendar';
import type { Table } from './table';

/** What a large file is processed with, in ms where it is a time. */
export interface Workload {
  readonly records: number;
  readonly recordsPerBatch: number;
  /** Records that one answer of the validator has. */
  readonly recordsPerStep: number;
  readonly maxConcurrency: number;
  readonly batchesPerRound: number;
  readonly parallelInserts: number;
  /** Duration of the splitter for one round. */
  readonly split: number;
  /** From one child of the Distributed Map to the next in its place. */
  readonly startChild: number;
  readonly validate: number;
  readonly put: number;
  /** States of a step and of a record that call nothing. */
  readonly perStep: number;
  readonly perRecord: number;
  /** After this time a child ends at its next step. */
  readonly timeToStop: number;
  /** Longest wait before each further attempt. The wait is between 0 and that, at random. */
  readonly retryWaits: readonly number[];
}

export interface Outcome {
  /** Until every record has its place, in seconds. */
  readonly seconds: number;
  readonly rounds: number;
  /** Executions of the Distributed Map, and their time together, in seconds. */
  readonly children: number;
  readonly childSeconds: number;
  readonly throttled: number;
  /** Records whose attempts were all throttled: dead letters `INSERT_FAILED`. */
  readonly failed: number;
  readonly mostWritesPerSecond: number;
}

/** Processes one file as FanOutWorkflow does, on a clock of its own. `random` returns numbers from 0 to 1. */
export function simulate(work: Workload, table: Table, random: () => number): Outcome {
  return new Simulation(work, table, random).run();
}

/** One child of the Distributed Map after the other runs in a lane; there are `maxConcurrency` of them. */
class Lane {
  public batch = 0;
  public started = 0;
  /** Of the step: records that are not begun, and those that have no outcome; -1 between two steps. */
  public notBegun = 0;
  public open = 0;
  public readonly attempts: Uint8Array;

  constructor(parallelInserts: number) {
    this.attempts = new Uint8Array(parallelInserts);
  }
}

class Simulation {
  private readonly calendar = new Calendar();
  private readonly lanes: Lane[];
  /** Events of a lane: its writers, and then the step itself. */
  private readonly events: number;
  /** Records that are left of each batch that waits for a child, and of those that ran out of time. */
  private waiting: number[] = [];
  private leftOver: number[] = [];
  private running = 0;
  private notSplit: number;
  private readonly counts = { rounds: 0, children: 0, childMs: 0, throttled: 0, failed: 0 };
  private second = 0;
  private writes = 0;
  private mostWrites = 0;

  constructor(private readonly work: Workload, private readonly table: Table, private readonly random: () => number) {
    this.events = work.parallelInserts + 1;
    this.lanes = Array.from({ length: Math.min(work.maxConcurrency, work.batchesPerRound) }, () => new Lane(work.parallelInserts));
    this.notSplit = work.records;
  }

  public run(): Outcome {
    this.nextRound();
    this.calendar.run((event) => {
      const lane = Math.floor(event / this.events);
      const writer = event % this.events;
      if (writer < this.work.parallelInserts) this.write(lane, writer);
      else this.step(lane);
    });
    const { rounds, children, childMs, throttled, failed } = this.counts;
    const seconds = this.calendar.now / 1_000;
    return { seconds, rounds, children, childSeconds: childMs / 1_000, throttled, failed, mostWritesPerSecond: this.mostWrites };
  }

  /** The splitter finds the next batches once all those of the last round are done. */
  private nextRound(): void {
    const { batchesPerRound, recordsPerBatch, split } = this.work;
    if (this.notSplit <= 0) return;
    this.counts.rounds++;
    this.waiting = [];
    while (this.waiting.length < batchesPerRound && this.notSplit > 0) {
      this.waiting.push(Math.min(recordsPerBatch, this.notSplit));
      this.notSplit -= recordsPerBatch;
    }
    this.startChildren(split);
  }

  private startChildren(delay: number): void {
    this.lanes.forEach((_, lane) => this.startChild(lane, delay));
  }

  private startChild(number: number, delay: number): void {
    const batch = this.waiting.shift();
    if (batch === undefined) return;
    const lane = this.lanes[number];
    lane.batch = batch;
    lane.started = this.calendar.now + delay;
    this.running++;
    this.counts.children++;
    this.calendar.add(this.eventOf(number), delay + this.work.startChild + this.work.validate);
  }

  /** The validator has answered, or all records of a step have an outcome. */
  private step(number: number): void {
    const { recordsPerStep, parallelInserts, perRecord, validate, timeToStop } = this.work;
    const lane = this.lanes[number];
    if (lane.open < 0) {
      lane.open = 0;
      if (lane.batch <= 0 || this.calendar.now - lane.started > timeToStop) return this.endChild(number);
      this.calendar.add(this.eventOf(number), validate);
      return;
    }
    const records = Math.min(recordsPerStep, lane.batch);
    lane.batch -= records;
    lane.open = records;
    lane.notBegun = records;
    for (let writer = 0; writer < parallelInserts && lane.notBegun > 0; writer++) {
      lane.notBegun--;
      lane.attempts[writer] = 0;
      this.calendar.add(number * this.events + writer, perRecord);
    }
  }

  private write(number: number, writer: number): void {
    const { put, perStep, perRecord, retryWaits } = this.work;
    const lane = this.lanes[number];
    const event = number * this.events + writer;
    if (!this.table.takes(this.calendar.now)) {
      this.counts.throttled++;
      const attempt = lane.attempts[writer]++;
      if (attempt < retryWaits.length) {
        this.calendar.add(event, put + this.random() * retryWaits[attempt]);
        return;
      }
      this.counts.failed++;
    } else {
      this.count();
    }
    if (lane.notBegun > 0) {
      lane.notBegun--;
      lane.attempts[writer] = 0;
      this.calendar.add(event, put + perRecord);
    }
    if (--lane.open === 0) {
      lane.open = -1;
      this.calendar.add(this.eventOf(number), put + perStep);
    }
  }

  private endChild(number: number): void {
    const { batch, started } = this.lanes[number];
    this.counts.childMs += this.calendar.now - started;
    this.running--;
    if (batch > 0) this.leftOver.push(batch);
    this.startChild(number, 0);
    if (this.running > 0) return;
    if (this.leftOver.length > 0) {
      this.waiting = this.leftOver;
      this.leftOver = [];
      this.startChildren(0);
    } else {
      this.nextRound();
    }
  }

  private count(): void {
    const second = Math.floor(this.calendar.now / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.writes = 0;
    }
    this.mostWrites = Math.max(this.mostWrites, ++this.writes);
  }

  private eventOf(lane: number): number {
    return lane * this.events + this.work.parallelInserts;
  }
}
