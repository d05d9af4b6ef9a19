import { Runs } from './candidates/runs';
import { Frames } from './frames';
import type { Regular } from './regular';
import { namesOf } from './regular';
import type { Surroundings } from './surroundings';
import { TextLines } from './text-lines';
import { Trouble } from './trouble';
import type { View } from './view';
import { NOTHING } from './view';
import { CLOSE_ARRAY, COMMA, startsText } from '../../../bytes/json-bytes';
import { firstName } from '../line-and-column/first-name';
import type { RecordShapes } from '../record-shapes';

const MAX_NESTED = 64;

/** What a look ahead has seen so far, from which it decides. */
export class Signs {
  public readonly frames = new Frames();
  public readonly runs: Runs;
  /** The values before the trouble. */
  public readonly regular: Regular[] = [];
  /** The array around the values has ended, and so far nothing is wrong. */
  public arrayEnded = false;
  public readonly textLines = new TextLines();
  public readonly trouble = new Trouble();
  /** Where the last string outside of the values starts: the name of the next one, where names precede them. */
  public nameStart = NOTHING;
  /** The column of that name, if it starts its line. */
  public nameColumn = NOTHING;
  /** What records look like, as far as is known. */
  public shapes: RecordShapes;
  /** The names of objects inside the values, */
  private readonly nested = new Set<number>();
  /** and inside the value that has not ended: if it is broken, they may be records. */
  private readonly perhapsNested = new Set<number>();

  constructor(public readonly view: View, public readonly given: Surroundings) {
    const { around, lost, named, shapes } = given;
    this.shapes = shapes;
    this.runs = new Runs(around.length);
    this.frames.start(around, !lost, named);
    if (lost) this.trouble.at = view.from;
    if (this.inArray) view.last = COMMA;
  }

  /** Elements of an array are looked for, or members of an object, and not texts. */
  public get inArray(): boolean {
    return this.given.around.length > 0;
  }

  /** Texts follow each other here, and so far nothing is wrong. */
  public get betweenTexts(): boolean {
    return this.frames.depth === 0 && !this.trouble.met;
  }

  /** The byte at the view's index can't stand there. */
  public meetTrouble(): void {
    const { frames, given: { around }, trouble, view: { at, bytes, last } } = this;
    if (trouble.shownAt === NOTHING) trouble.shownAt = at;
    if (!trouble.met) {
      trouble.at = at;
      trouble.between = frames.depth <= around.length;
      trouble.behindSeparator = last === COMMA && !startsText(bytes[at]);
      // In a sequence of texts, an array that closes without having opened was inside one.
      trouble.behindArray = frames.depth < around.length || (frames.depth === 0 && bytes[at] === CLOSE_ARRAY);
      this.learn();
    }
    this.runs.meetTrouble(frames.level);
    if (frames.valid) frames.spoil();
  }

  /** Where no records are known, those before the trouble have to do. */
  public learn(): void {
    const { given, regular } = this;
    if (!given.shapes.known) this.shapes = given.shapes.with(namesOf(regular));
    if (!this.shapes.nestedAlike) this.shapes.nestedAlike = this.nestedAlike();
  }

  /** An object inside a value has these names. */
  public nest(names: number): void {
    const set = this.trouble.met ? this.nested : this.perhapsNested;
    if (names !== 0 && set.size < MAX_NESTED) set.add(names);
  }

  /** A value has ended, so that the objects inside it are. */
  public valueEnds(): void {
    for (const names of this.perhapsNested) {
      if (this.nested.size < MAX_NESTED) this.nested.add(names);
    }
    this.perhapsNested.clear();
  }

  public isNestedLike(alike: (names: number) => boolean): boolean {
    return [...this.nested].some(alike);
  }

  /** Whether objects inside the values have the names of records. */
  public nestedAlike(): boolean {
    const shapes = this.given.shapes.with(namesOf(this.regular));
    return this.isNestedLike((names) => shapes.matches(names));
  }

  /** Whether the object that starts here begins with the same name as others. */
  public beginsAlike(start: number): boolean {
    const { elementNames, textName } = this.given;
    const { name } = firstName(this.view.bytes, start);
    return this.inArray ? elementNames.length === 0 || elementNames.includes(name) : name === textName;
  }
}
