import type { AttributeValue, RejectionReason } from '../contract';
import { dynamoNumber } from './number';
import { formatPointer } from './pointer';
import type { Survey } from './survey';

export type Attributes = Record<string, AttributeValue>;
type Path = Array<string | number>;

/** Longest name of an attribute, in bytes. */
const MAX_NAME_LENGTH = 65_535;
const SURROGATE = /\p{Surrogate}/u;

/** Something of a record that no item can hold. */
export class Unrepresentable extends Error {
  constructor(public readonly reason: RejectionReason, public readonly pointer: string, public readonly keyword: string, message: string) {
    super(message);
    this.name = 'Unrepresentable';
  }
}

/** Where the values are as they are written: numbers as text, in the order of the text. */
export interface Literals {
  readonly survey: Survey;
  slice(start: number, end: number): string;
}

/**
 * Turns a parsed tree into attributes, in place: what JSON.parse has built is good to be filled again, and that is
 * twice as fast as to build a second tree.
 */
export class ItemMaker {
  /** Members of all objects seen. */
  public members = 0;
  /** An object came out in another order than it was written in: the numbers can't be told apart. */
  public reordered = false;
  private nextNumber = 0;
  private readonly path: Path = [];

  constructor(private readonly literals: Literals) {
  }

  public convert(record: Record<string, unknown>): Attributes {
    this.object(record);
    return record as Attributes;
  }

  private object(value: Record<string, unknown>): void {
    let first = true;
    for (const name in value) {
      if (first) {
        first = false;
        if (startsWithDigit(name)) this.reordered = true;
      }
      this.members++;
      if (name.length === 0 || name.length > MAX_NAME_LENGTH / 3 || this.literals.survey.surrogateEscapes) this.checkName(name);
      this.path.push(name);
      value[name] = this.attribute(value[name]);
      this.path.pop();
    }
  }

  private attribute(value: unknown): AttributeValue {
    switch (typeof value) {
      case 'string':
        if (this.literals.survey.surrogateEscapes && SURROGATE.test(value)) {
          throw new Unrepresentable('UNREPRESENTABLE_STRING', formatPointer(this.path), 'string', 'has half of a surrogate pair, which UTF-8 can\'t hold');
        }
        return { S: value };
      case 'number':
        return { N: this.number() };
      case 'boolean':
        return { BOOL: value };
      default:
        if (value === null) return { NULL: true };
        if (Array.isArray(value)) {
          for (let k = 0; k < value.length; k++) {
            this.path.push(k);
            value[k] = this.attribute(value[k]);
            this.path.pop();
          }
          return { L: value as AttributeValue[] };
        }
        this.object(value as Record<string, unknown>);
        return { M: value as Attributes };
    }
  }

  private number(): string {
    const { survey } = this.literals;
    const number = this.nextNumber++;
    const literal = this.literals.slice(survey.numberStart(number), survey.numberEnd(number));
    return survey.unusualNumbers ? checkedNumber(literal, this.path) : literal;
  }

  private checkName(name: string): void {
    checkAttributeName(name, [...this.path, name]);
  }
}

export function checkedNumber(literal: string, path: Path): string {
  const number = dynamoNumber(literal);
  if (number !== null) return number;
  throw new Unrepresentable('UNREPRESENTABLE_NUMBER', formatPointer(path), 'number',
    'does not fit: DynamoDB holds 38 significant digits, and magnitudes from 1E-130 to 9.99E+125');
}

export function checkAttributeName(name: string, path: Path): void {
  if (name === '') {
    throw new Unrepresentable('UNREPRESENTABLE_STRING', formatPointer(path), 'attribute-name', 'an attribute name in DynamoDB can\'t be empty');
  }
  if (Buffer.byteLength(name) > MAX_NAME_LENGTH) {
    throw new Unrepresentable('UNREPRESENTABLE_STRING', formatPointer(path.slice(0, -1)), 'attribute-name', 'has a name of over 65,535 bytes');
  }
  if (SURROGATE.test(name)) {
    throw new Unrepresentable('UNREPRESENTABLE_STRING', formatPointer(path.slice(0, -1)), 'attribute-name',
      'has a name with half of a surrogate pair, which UTF-8 can\'t hold');
  }
}

function startsWithDigit(name: string): boolean {
  const code = name.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
