import type { AttributeWords } from './attribute-words';
import { DYNAMODB_WORDS } from './attribute-words';
import type { Attributes } from './dynamodb-item';
import { assertRepresentableName, representableNumber, representableString } from './unrepresentable';
import type { AttributeValue } from '../../../src/private/contract/messages';
import { readJson } from '../json/read-json';

/**
 * The attributes of a record, from its text: slower than from the parsed tree, but with the pointer to a value that an
 * item can't have, and with the members in the order of the text, even if their names are numbers.
 */
export function itemFromText(text: string, words: AttributeWords = DYNAMODB_WORDS): Attributes {
  const path: Array<string | number> = [];
  const open: Array<(value: AttributeValue) => void> = [];
  let item: Attributes = {};
  /** Counts the elements of an array in the path; in an object the name is there already. */
  const advance = (): void => {
    const last = path.length - 1;
    if (typeof path[last] === 'number') path[last]++;
  };
  const put = (value: AttributeValue): void => open[open.length - 1]?.(value);
  readJson(text, {
    openObject: () => {
      const members: Attributes = {};
      if (open.length === 0) item = members;
      advance();
      put({ M: members });
      path.push('');
      open.push((value) => define(members, String(path[path.length - 1]), value));
    },
    openArray: () => {
      const elements: AttributeValue[] = [];
      advance();
      put({ L: elements });
      path.push(-1);
      open.push((value) => elements.push(value));
    },
    close: () => {
      open.pop();
      path.pop();
    },
    name: (name) => {
      path[path.length - 1] = name;
      assertRepresentableName(name, path);
    },
    text: (value) => {
      advance();
      put({ S: representableString(value, path) });
    },
    number: (literal) => {
      advance();
      put({ N: representableNumber(literal, path) });
    },
    word: (value) => {
      advance();
      put(value === null ? words.null() : words.boolean(value));
    },
  });
  return item;
}

/** Assigning to `__proto__` would not make a member. */
function define(members: Attributes, name: string, value: AttributeValue): void {
  Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true });
}
