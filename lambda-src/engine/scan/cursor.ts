import type { Carried, Carrier } from './carrier';
import { CurrentValue } from './current-value';
import { DamagedStretch } from './damaged-stretch';
import type { Boundary, Extent } from './extent';
import { Mode } from './mode';
import { RecordsArray } from './records-array';
import { Damage, DamageRules } from './recovery/damage-rules';
import { LineAndColumn } from './recovery/line-and-column/line-and-column';
import { Plan } from './recovery/plan';
import { RecordShapes } from './recovery/record-shapes';
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
  /** What the records seen so far look like. */
  public readonly shapes = new RecordShapes();
  /** What the last look ahead has decided. */
  public readonly plan = new Plan();
  /** How many bytes the current look ahead has had: with less than twice as many it does not look again. */
  public lookedAt = 0;
  /**
   * As long as no value of an array of records has been passed: where the text or element starts, if it is the array, or
   * arrays in each other; otherwise where the empty array ends.
   */
  public emptyAt: number | null = null;
  /** The text or element that starts there is an array. */
  public emptyIsArray = false;
  /** Where reading continues if the value in doubt is what it seems to be. */
  public afterDoubt = 0;
  public modeAfterDoubt = Mode.TEXTS;
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
    this.rules = new LineAndColumn(this.window, this.array, this.shapes, this.plan);
    this.nextIndex = index;
    if (scan === null) this.rules.fileStarts(offset);
    else new StateReader(scan, offset).read(this);
  }

  public carry(carrier: Carrier): void {
    this.mode = carrier.choice(this.mode, Mode.MEMBER_VALUE);
    this.array.carry(carrier);
    this.rules.carry(carrier);
    this.shapes.carry(carrier);
    this.plan.carry(carrier);
  }

  public emit(kind: Extent['kind'], from: number, to: number): Extent {
    this.emptyAt = null;
    return { kind, offset: from, length: to - from, index: this.nextIndex++ };
  }

  /** The byte at `seen` shows that the value from `from` on can't be read: goes back to skip it. */
  public damage(from: number, seen: number, kind = Damage.LOST): null {
    this.mode = kind === Damage.LOST || kind === Damage.LINES ? Mode.SEARCH : Mode.DAMAGE;
    this.rules.damageStarts(kind, seen);
    this.window.at = from;
    this.value.start = from;
    this.stretch.clear();
    return null;
  }

  /** From here on everything is damaged, as planned. */
  public planned(): null {
    const { at } = this.window;
    this.damage(at, at);
    this.mode = Mode.DAMAGE;
    return null;
  }

  /** Starts after the bracket that opens an array of records inside so many objects, or an object with a record in every member. */
  public enterArray(objects: number, named: boolean): void {
    this.mode = Mode.ELEMENTS;
    if (objects > 0) this.emptyAt = null;
    else this.startsEmpty(this.value.start, !named);
    this.array.enter(objects, named);
    this.rules.arrayStarts();
    this.value.start = this.window.at;
  }

  /** No value of an array of records has been passed from here on, or from an earlier byte on. */
  public startsEmpty(at: number, isArray: boolean): void {
    if (this.emptyAt !== null) return;
    this.emptyAt = at;
    this.emptyIsArray = isArray;
  }

  /** Continues with the next text, although the array has not closed. */
  public leaveArray(): void {
    this.mode = Mode.TEXTS;
    this.array.leave();
    this.rules.arrayEnds();
  }
}
