import { Evidence } from './evidence';
import { nameAhead, nameIsAhead } from './first-name';
import { NOWHERE } from './line';
import { leavesArrayOpen, looksLikeText } from './next-text';
import type { Surroundings } from '../look-ahead/surroundings';
import type { Plan } from '../plan';
import type { RecordShapes } from '../record-shapes';
import { resume } from './resume';
import { COMMA, continues, isLineEnd, OPEN_OBJECT, QUOTE } from '../../../bytes/json-bytes';
import type { Carrier } from '../../carrier';
import type { RecordsArray } from '../../records-array';
import type { Window } from '../../window';
import { Damage, DamageRules, Next, Start } from '../damage-rules';

/** The rules that go by lines, columns, and the first names of objects. */
export class LineAndColumn implements DamageRules {
  private readonly evidence: Evidence;
  /** Start of the line of the last element, if the element looks like a text. */
  private suspectLine = NOWHERE;
  /** The last value, and the column in which it starts its line. */
  private valueStart = NOWHERE;
  private valueColumn = NOWHERE;
  public textInPlace = false;

  constructor(
    private readonly window: Window,
    private readonly array: Readonly<RecordsArray>,
    private readonly shapes: RecordShapes,
    private readonly plan: Readonly<Plan>,
  ) {
    this.evidence = new Evidence(window, array);
  }

  public carry(carrier: Carrier): void {
    this.evidence.carry(carrier);
  }

  public get textEndsWithLine(): boolean {
    return this.evidence.text.endsWithLine;
  }

  public valueEndsWithLine(start: number): boolean {
    const { damage, text } = this.evidence;
    return start >= this.plan.trustedUntil && (start < damage.until || text.endsWithLine);
  }

  public fileStarts(offset: number): void {
    this.evidence.line.start = offset;
  }

  public pass(byte: number, offset: number): void {
    const { line } = this.evidence;
    if (isLineEnd(byte)) line.start = offset + 1;
    else if (byte === COMMA) line.passHead();
  }

  public passSeparator(length: number): void {
    const { line } = this.evidence;
    if (line.atHead) line.start += length;
  }

  public textStarts(byte: number): boolean {
    const { damage, headColumn, line, text } = this.evidence;
    if (nameIsAhead(this.window, byte)) return false;
    if (byte === OPEN_OBJECT) text.name = nameAhead(this.window);
    this.valueStarts(headColumn);
    this.textInPlace = text.reaches(headColumn);
    text.start(headColumn, this.window.at >= this.plan.trustedUntil && this.window.at < damage.until);
    line.passHead();
    return true;
  }

  public valueIsWhole(): void {
    const { elements, text } = this.evidence;
    text.isWhole();
    elements.isWhole();
  }

  public get surroundings(): Surroundings {
    const { array, shapes, window, evidence: { damage, elements, headColumn, line, text } } = this;
    const lost = damage.kind !== Damage.NONE;
    const first = window.at === this.valueStart ? this.valueColumn : NOWHERE;
    return {
      around: array.around,
      named: array.named,
      shapes,
      lost,
      column: elements.usualColumn,
      textColumn: text.usualColumn,
      textName: text.name,
      elementNames: elements.names,
      headColumn: line.atHead ? headColumn : first,
      onTextLine: array.inside && elements.usualColumn === NOWHERE && text.usualColumn !== NOWHERE,
      broken: damage.kind === Damage.LOST,
      afterWords: damage.kind === Damage.AFTER_WORDS,
    };
  }

  private valueStarts(headColumn: number): void {
    this.valueStart = this.window.at;
    this.valueColumn = headColumn;
  }

  public arrayStarts(): void {
    this.evidence.text.isWhole();
    this.evidence.elements.start();
    this.evidence.line.passHead();
  }

  public arrayEnds(): void {
    this.evidence.elements.clear();
  }

  public elementStarts(byte: number): Start {
    const { elements, headColumn, line, text } = this.evidence;
    if ((elements.learns || text.reaches(headColumn)) && nameIsAhead(this.window, byte)) return Start.UNKNOWN;
    this.suspectLine = NOWHERE;
    this.valueStarts(headColumn);
    if (line.atHead) {
      if (leavesArrayOpen(this.evidence, byte)) return Start.TEXT;
      if (looksLikeText(this.evidence, byte)) this.suspectLine = line.start;
      elements.learnColumn(byte, headColumn);
      line.passHead();
    }
    if (elements.learns) elements.learnName(nameAhead(this.window));
    return Start.ELEMENT;
  }

  public elementFollowed(byte: number | null): Start {
    if (this.suspectLine === NOWHERE) return Start.ELEMENT;
    if (byte !== null) {
      if (nameIsAhead(this.window, byte)) return Start.UNKNOWN;
      if (!looksLikeText(this.evidence, byte)) return Start.ELEMENT;
    }
    this.evidence.line.start = this.suspectLine;
    return Start.TEXT;
  }

  public damageStarts(kind: Damage, seen: number): void {
    this.evidence.damage.start(kind, seen);
    this.evidence.line.passHead();
  }

  public damageGoesOn(byte: number, inStretch: boolean): Next {
    const { damage, line } = this.evidence;
    const next = resume(this.evidence, this.plan, byte, inStretch);
    if (next === Next.SEARCH) return next;
    if (next !== Next.SKIP) {
      damage.end();
      return next;
    }
    if (inStretch && this.startsStretch(byte)) return Next.SPLIT;
    line.passHead();
    return Next.SKIP;
  }

  /** Whether a line that can't be read is damaged by itself, and does not continue the one before. */
  private startsStretch(byte: number): boolean {
    const { elements, headColumn, text } = this.evidence;
    const column = this.array.inside ? Math.max(elements.usualColumn, text.usualColumn) : text.usualColumn;
    return headColumn !== NOWHERE && !continues(byte) && !(this.array.inside && byte === QUOTE) && headColumn <= column;
  }
}
