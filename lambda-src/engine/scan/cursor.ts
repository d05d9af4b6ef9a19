import type { Carried, Carrier } from './carrier';
import { CurrentValue } from './current-value';
import { DamagedStretch } from './damaged-stretch';
import type { Boundary, Extent } from './extent';
import { Mode } from './mode';
import { RecordsArray } from './records-array';
import { Damage, DamageRules } from './recovery/damage-rules';
import { LineAndColumn } from './recovery/line-and-column/line-and-column';
import { StateReader } from './state-reader';
import { ValueScan } from './value';
import { Window } from './window';
import { parsePointer } from '../json/pointer';

/** Where a scan stands, in which bytes, and what it has found: what each mode works on. */
export class Cursor implements Carried {
  public mode = Mode.TEXTS;
  public readonly window: Window;
  public readonly array = new RecordsArray();
  public readonly rules: DamageRules;
  public readonly value: CurrentValue;
  public readonly container: ValueScan;
  public readonly stretch = new DamagedStretch();
  public finished = false;
  public nextIndex: number;

  constructor(recordsPointer: string, { offset, index, scan }: Boundary) {
    this.window = new Window(offset);
    this.value = new CurrentValue(offset);
    this.container = new ValueScan(parsePointer(recordsPointer));
    this.rules = new LineAndColumn(this.window, this.array);
    this.nextIndex = index;
    if (scan === null) this.rules.fileStarts(offset);
    else new StateReader(scan, offset).read(this);
  }

  public carry(carrier: Carrier): void {
    this.mode = carrier.choice(this.mode, Mode.AFTER_VALUE);
    this.array.carry(carrier);
    this.rules.carry(carrier);
  }

  public emit(kind: Extent['kind'], from: number, to: number): Extent {
    return { kind, offset: from, length: to - from, index: this.nextIndex++ };
  }

  /** What starts at `from` can't be read, as was seen at `seen`: goes back to skip it. */
  public damage(from: number, seen: number, kind = Damage.LOST): null {
    this.mode = Mode.DAMAGE;
    this.rules.damageStarts(kind, seen);
    this.window.at = from;
    this.value.start = from;
    this.stretch.clear();
    return null;
  }

  /** Starts behind the bracket that opens the records array. */
  public enterArray(wrapped: boolean): void {
    this.mode = Mode.ELEMENTS;
    this.array.enter(wrapped);
    this.rules.arrayStarts();
    this.value.start = this.window.at;
  }

  /** Goes on with the next text, though the array has not closed. */
  public leaveArray(): void {
    this.mode = Mode.TEXTS;
    this.array.leave();
    this.rules.arrayEnds();
  }
}
