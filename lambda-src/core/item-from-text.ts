import type { AttributeValue } from '../contract';
import { Attributes, checkAttributeName, checkedNumber } from './dynamodb-item';
import { readJson } from './read-json';

interface Open {
  readonly put: (value: AttributeValue) => void;
}

/**
 * The attributes of a record, read from its text: for records with names such as "12", which a parsed tree holds in
 * another order than the text.
 */
export function itemFromText(text: string): Attributes {
  const path: Array<string | number> = [];
  const open: Open[] = [];
  let item: Attributes = {};
  const put = (value: AttributeValue): void => open[open.length - 1]?.put(value);
  readJson(text, {
    openObject: () => {
      const members: Attributes = {};
      if (open.length === 0) item = members;
      advance(path);
      put({ M: members });
      path.push('');
      open.push({ put: (value) => define(members, String(path[path.length - 1]), value) });
    },
    openArray: () => {
      const elements: AttributeValue[] = [];
      advance(path);
      put({ L: elements });
      path.push(-1);
      open.push({ put: (value) => elements.push(value) });
    },
    close: () => {
      open.pop();
      path.pop();
    },
    name: (name) => {
      path[path.length - 1] = name;
      checkAttributeName(name, path);
    },
    text: (value) => {
      advance(path);
      put({ S: value });
    },
    number: (literal) => {
      advance(path);
      put({ N: checkedNumber(literal, path) });
    },
    word: (value) => {
      advance(path);
      put(value === null ? { NULL: true } : { BOOL: value });
    },
  });
  return item;
}

/** In an array the path counts; in an object the name has set it. */
function advance(path: Array<string | number>): void {
  const last = path.length - 1;
  if (typeof path[last] === 'number') path[last]++;
}

/** An assignment to `__proto__` would not make a member. */
function define(members: Attributes, name: string, value: AttributeValue): void {
  Object.defineProperty(members, name, { value, writable: true, enumerable: true, configurable: true });
}
