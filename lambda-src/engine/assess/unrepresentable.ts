import { MAX_NAME_LENGTH, SURROGATE } from './dynamodb-item';
import { formatPointer } from '../../../src/private/contract/json-pointer';
import type { RecordReason } from '../../../src/private/contract/messages';
import { dynamoNumber } from '../json/number';

type Path = ReadonlyArray<string | number>;

/** A name, string or number that an item can't have. */
export class Unrepresentable extends Error {
  public readonly pointer: string;

  constructor(public readonly reason: RecordReason, path: Path, public readonly keyword: string, message: string) {
    super(message);
    this.name = 'Unrepresentable';
    this.pointer = formatPointer(path);
  }
}

export function representableNumber(literal: string, path: Path): string {
  const number = dynamoNumber(literal);
  if (number !== null) return number;
  throw new Unrepresentable('UNREPRESENTABLE_NUMBER', path, 'number',
    'would not stay the same number: DynamoDB holds 38 significant digits, and magnitudes from 1E-130 to 9.99E+125');
}

export function representableString(value: string, path: Path): string {
  if (!SURROGATE.test(value)) return value;
  throw new Unrepresentable('UNREPRESENTABLE_STRING', path, 'string', 'has half of a surrogate pair, which UTF-8 can\'t hold');
}

/** The path's last segment is the name. */
export function assertRepresentableName(name: string, path: Path): void {
  const wrong = name === '' ? 'is an empty name, which DynamoDB does not take'
    : Buffer.byteLength(name) > MAX_NAME_LENGTH ? 'has a name of over 65,535 bytes'
      : SURROGATE.test(name) ? 'has a name with half of a surrogate pair, which UTF-8 can\'t hold' : undefined;
  if (wrong !== undefined) throw new Unrepresentable('UNREPRESENTABLE_STRING', path, 'attribute-name', wrong);
}
