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
import { parsePointer } from '../../../src/private/contract/json-pointer';

/** The position of a scan, its bytes and its findings. Every mode works on it. */
export class Cursor implements Carried {
  public mode = Mode.TEXTS;
  public readonly window: Window;
  public readonly array: RecordsArray;
  public readonly rules: DamageRules;
  public readonly value: CurrentValue;
  public readonly container: ValueScan;
  public readonly stretch = new DamagedStretch();
  public finished = false;
  public nextIndex: number;
  /** Where the value starts; before it may be the name of a member. */
  public contentStart = 0;

  constructor(recordsPointer: string, { offset, index, scan }: Boundary) {
    this.window = new Window(offset);
    this.value = new CurrentValue(offset);
    const path = parsePointer(recordsPointer);
    this.array = new RecordsArray(path);
    this.container = new ValueScan(path);
    this.rules = new LineAndColumn(this.window, this.array);
    this.nextIndex = index;
    if (scan === null) this.rules.fileStarts(offset);
    else new StateReader(scan, offset).read(this);
  }

  public carry(carrier: Carrier): void {
    this.mode = carrier.choice(this.mode, Mode.MEMBER_VALUE);
    this.array.carry(carrier);
    this.rules.carry(carrier);
  }

  public emit(kind: Extent['kind'], from: number, to: number): Extent {
    return { kind, offset: from, length: to - from, index: this.nextIndex++ };
  }

  /** The byte at `seen` shows that the value from `from` on can't be read: goes back to skip it. */
  public damage(from: number, seen: number, kind = Damage.LOST): null {
    this.mode = Mode.DAMAGE;
    this.rules.damageStarts(kind, seen);
    this.window.at = from;
    this.value.start = from;
    this.stretch.clear();
    return null;
  }

  /** Starts after the bracket that opens an array of records inside so many objects, or an object with a record in every member. */
  public enterArray(objects: number, named: boolean): void {
    this.mode = Mode.ELEMENTS;
    this.array.enter(objects, named);
    this.rules.arrayStarts();
    this.value.start = this.window.at;
  }

  /** Continues with the next text, although the array has not closed. */
  public leaveArray(): void {
    this.mode = Mode.TEXTS;
    this.array.leave();
    this.rules.arrayEnds();
  }
}
