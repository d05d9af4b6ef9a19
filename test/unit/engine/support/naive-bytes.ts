import { Stop } from '../../../../lambda-src/engine/bytes/container-walk';

/*
 * The loops over bytes written in the obvious way: one character after the other, over the whole text.
 */

const CLOSER: Record<string, string> = { '{': '}', '[': ']' };

/** Where a walk through the container at the start of the text stops. */
export function walkNaively(text: string, oneLine: boolean): { stop: Stop; at: number } {
  const due = [CLOSER[text[0]]];
  let inString = false;
  let escaped = false;
  for (let at = 1; at < text.length; at++) {
    const character = text[at];
    const wasEscaped: boolean = escaped;
    escaped = character === '\\' && !wasEscaped;
    if ('\n\r'.includes(character) && (inString || oneLine)) return { stop: Stop.DAMAGE, at };
    if (character === '"' && !wasEscaped) {
      if (!inString && !/[\x00- {[,:]/.test(text[at - 1])) return { stop: Stop.DAMAGE, at };
      inString = !inString;
    } else if (!inString && character in CLOSER) {
      const before = text.slice(0, at).replace(/[ \t\n\r]+$/, '').slice(-1);
      if (!(due[due.length - 1] === '}' ? ':' : '[,').includes(before)) return { stop: Stop.DAMAGE, at };
      due.push(CLOSER[character]);
    } else if (!inString && '}]'.includes(character)) {
      if (due.pop() !== character) return { stop: Stop.DAMAGE, at };
      if (due.length === 0) return { stop: Stop.DONE, at: at + 1 };
    }
  }
  return { stop: Stop.END, at: text.length };
}

/** The counts of a survey, for a JSON text with one character per byte. */
export function surveyNaively(text: string) {
  const count = { members: 0, depth: 0, blanks: 0, lineEnds: 0, strings: 0, backslashes: 0, containers: 0, words: 0 };
  const numbers: Array<[start: number, end: number]> = [];
  let open = 0;
  let inString = false;
  let escaped = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const blank = !inString && ' \t\n\r'.includes(character);
    if (character === '\\') count.backslashes++;
    if (inString) {
      if (character === '"' && !escaped) inString = false;
      escaped = character === '\\' && !escaped;
    } else if (blank) {
      count.blanks++;
      if (character !== ' ') count.lineEnds++;
    } else if (character === '"') {
      count.strings++;
      inString = true;
    } else if ('{['.includes(character)) {
      count.containers++;
      open++;
      count.depth = Math.max(count.depth, open);
    } else if ('}]'.includes(character)) {
      open--;
    } else if (character === ':') {
      count.members++;
    } else if ('-0123456789'.includes(character) && !/[-+.\deE]/.test(text[at - 1] ?? '')) {
      let end = at;
      while (/[-+.\deE]/.test(text[end] ?? '')) end++;
      numbers.push([at, end]);
    } else if ('tfn'.includes(character) && !/[a-z]/.test(text[at - 1] ?? '')) {
      count.words++;
    }
  }
  return { ...count, numbers };
}
