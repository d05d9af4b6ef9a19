import { Evidence } from './evidence';
import { firstName, nameIsAhead } from './first-name';
import { NOWHERE } from './line';
import { leavesArrayOpen, looksLikeText } from './next-text';
import { resume } from './resume';
import { COMMA, continues, isLineEnd, OPEN_OBJECT } from '../../../bytes/json-bytes';
import type { Carrier } from '../../carrier';
import type { RecordsArray } from '../../records-array';
import type { Window } from '../../window';
import { Damage, DamageRules, Next, Start } from '../damage-rules';

/** The rules that go by lines, columns, and the first names of objects. */
export class LineAndColumn implements DamageRules {
  private readonly evidence: Evidence;
  /** Start of the line of the last element, if the element looks like a text. */
  private suspectLine = NOWHERE;

  constructor(private readonly window: Window, private readonly array: Readonly<RecordsArray>) {
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
    return start < damage.until || text.endsWithLine;
  }

  public fileStarts(offset: number): void {
    this.evidence.line.start = offset;
  }

  public pass(byte: number, offset: number): void {
    const { line } = this.evidence;
    if (isLineEnd(byte)) line.start = offset + 1;
    else if (byte === COMMA) line.passHead();
  }

  public textStarts(byte: number): boolean {
    const { damage, headColumn, line, text } = this.evidence;
    if (nameIsAhead(this.window, byte)) return false;
    if (byte === OPEN_OBJECT) text.name = firstName(this.window);
    text.start(headColumn, this.window.at < damage.until);
    line.passHead();
    return true;
  }

  public arrayStarts(): void {
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
    if (line.atHead) {
      if (leavesArrayOpen(this.evidence, byte)) return Start.TEXT;
      if (looksLikeText(this.evidence, byte)) this.suspectLine = line.start;
      elements.learnColumn(byte, headColumn);
      line.passHead();
    }
    if (elements.learns) elements.learnName(firstName(this.window));
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
    const { damage, headColumn, line } = this.evidence;
    if (this.array.open && nameIsAhead(this.window, byte)) return Next.UNKNOWN;
    const next = resume(this.evidence, byte, inStretch);
    if (next !== Next.SKIP) {
      damage.end();
      return next;
    }
    if (inStretch && this.startsStretch(byte)) return Next.SPLIT;
    damage.pass(byte, headColumn);
    line.passHead();
    return Next.SKIP;
  }

  /** Whether a line that can't be read is damaged by itself, and does not continue the one before. */
  private startsStretch(byte: number): boolean {
    const { elements, headColumn, text } = this.evidence;
    const column = this.array.open ? Math.max(elements.column, text.column) : text.column;
    return headColumn !== NOWHERE && !continues(byte) && headColumn <= column;
  }
}
