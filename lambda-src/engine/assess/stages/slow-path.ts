import { MAX_POINTER_LENGTH } from '../../../../src/private/contract/limits';
import type { AttributeWords } from '../attribute-words';
import { duplicateName } from '../duplicate-name';
import type { Attributes } from '../dynamodb-item';
import { itemFromText } from '../item-from-text';
import { Rejection } from '../rejection';
import { shorten } from '../shorten';
import { Unrepresentable } from '../unrepresentable';
import type { Place, TableKey } from './key';

/** The second look at a record, at its text, which finds the exact error if there is one. */
export function slowPath(json: string, places: readonly Place[], tableKey: TableKey, words: AttributeWords): Attributes | Rejection {
  const duplicate = duplicateName(json);
  if (duplicate !== null) return duplicate;
  try {
    return itemFromText(json, words);
  } catch (error) {
    if (!(error instanceof Unrepresentable)) throw error;
    const { reason, pointer, keyword, message } = error;
    return tableKey.rejectionAt(pointer, places, message)
      ?? new Rejection(reason, { pointer: shorten(pointer, MAX_POINTER_LENGTH), keyword, message });
  }
}
