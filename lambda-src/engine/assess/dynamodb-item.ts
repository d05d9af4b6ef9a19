import type { AttributeWords } from './attribute-words';
import type { AttributeValue } from '../../../src/private/contract/messages';
import type { Survey } from '../bytes/survey';
import { dynamoNumber } from '../json/number';

export type Attributes = Record<string, AttributeValue>;

/** Longest name of an attribute, in bytes. */
export const MAX_NAME_LENGTH = 65_535;
export const SURROGATE = /\p{Surrogate}/u;

/** One object per digit for all records: the most common numbers. */
const DIGITS: readonly AttributeValue[] = Array.from('0123456789', (digit) => ({ N: digit }));

/** Thrown as it is: an error with a stack trace would cost more than the record. */
const SLOW_PATH = Symbol('slow path');

/**
 * The fast path: turns parsed records into attributes in place, which is twice as fast as building a second tree beside
 * that of JSON.parse.
 */
export class ItemMaker {
  /** Members of all objects of the last record; of equal names only the last one. */
  public members = 0;
  private text = '';
  private nextNumber = 0;
  private surrogateEscapes = false;
  private unusualNumbers = false;

  constructor(private readonly survey: Survey, private readonly words: AttributeWords) {
  }

  /**
   * The attributes of a record whose bytes the survey has just looked at; null where the record needs the slow path.
   * Either way the record is used up. `text` has one character per byte, so that numbers can be cut out of it.
   */
  public convert(record: Record<string, unknown>, text: string): Attributes | null {
    this.text = text;
    this.members = 0;
    this.nextNumber = 0;
    this.surrogateEscapes = this.survey.surrogateEscapes;
    this.unusualNumbers = this.survey.unusualNumbers;
    try {
      this.object(record);
    } catch (thrown) {
      if (thrown === SLOW_PATH) return null;
      throw thrown;
    }
    return record as Attributes;
  }

  private object(value: Record<string, unknown>): void {
    let members = 0;
    for (const name in value) {
      // JSON.parse puts names such as "12" first, so the numbers would be out of order.
      if (members++ === 0 && startsWithDigit(name)) throw SLOW_PATH;
      if (name.length === 0 || name.length > MAX_NAME_LENGTH / 3) throw SLOW_PATH;
      if (this.surrogateEscapes && SURROGATE.test(name)) throw SLOW_PATH;
      value[name] = this.attribute(value[name]);
    }
    this.members += members;
  }

  private attribute(value: unknown): AttributeValue {
    if (typeof value === 'string') {
      if (this.surrogateEscapes && SURROGATE.test(value)) throw SLOW_PATH;
      return { S: value };
    }
    if (typeof value === 'number') return this.number(value);
    if (typeof value === 'boolean') return this.words.boolean(value);
    if (value === null) return this.words.null();
    if (Array.isArray(value)) {
      for (let k = 0; k < value.length; k++) value[k] = this.attribute(value[k]);
      return { L: value as AttributeValue[] };
    }
    this.object(value as Record<string, unknown>);
    return { M: value as Attributes };
  }

  private number(value: number): AttributeValue {
    const number = this.nextNumber++;
    const start = this.survey.numberStart(number);
    const end = this.survey.numberEnd(number);
    if (end === start + 1) return DIGITS[value];
    const literal = this.text.slice(start, end);
    if (!this.unusualNumbers) return { N: literal };
    const checked = dynamoNumber(literal);
    if (checked === null) throw SLOW_PATH;
    return { N: checked };
  }
}

function startsWithDigit(name: string): boolean {
  const code = name.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
