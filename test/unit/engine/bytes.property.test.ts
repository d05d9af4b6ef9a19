import * as fc from 'fast-check';
import { blanks, texts } from './support/json-texts';
import { surveyNaively, walkNaively } from './support/naive-bytes';
import { runs } from './support/runs';
import { ContainerWalk, Stop } from '../../../lambda-src/engine/bytes/container-walk';
import { Survey } from '../../../lambda-src/engine/bytes/survey';

/** Walks through the container at the start of the text, in chunks of these sizes, repeated in this order. */
function walk(text: string, oneLine: boolean, chunks: number[]): { stop: Stop; at: number } {
  const bytes = Buffer.from(text, 'latin1');
  const containers = new ContainerWalk();
  containers.start(bytes[0], bytes[0] + 2, 1);
  let at = 1;
  let end = 1;
  for (let k = 0; at < bytes.length; k++) {
    // A name has to be in view with what follows it, so that the walk may want bytes again.
    if (end === bytes.length) return { stop: Stop.END, at: end };
    end = Math.min(bytes.length, end + chunks[k % chunks.length]);
    at += containers.run(bytes.subarray(at, end), 0, oneLine);
    if (containers.stop !== Stop.END) break;
  }
  return { stop: containers.stop, at };
}

const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });

describe('a walk through a container', () => {
  const pieces = fc.constantFrom(
    '{', '}', '[', ']', ',', ':', '"', '\\', '\\\\', '\\"', '\n', '\r', ' ', '\t', '\u0001', '1', 'a', '\u00e9', '"a":', '"a":{', '"a":[', '},{', '"a string"', '"\\""', ',"b":null',
  );

  test('stops where the naive one does, for any text in any chunks', () => {
    fc.assert(fc.property(fc.constantFrom('{', '['), fc.string({ unit: pieces, maxLength: 40 }), fc.boolean(), sizes, (bracket, rest, oneLine, chunks) => {
      const text = bracket + rest;
      expect(walk(text, oneLine, chunks)).toEqual(walkNaively(text, oneLine));
    }), runs(5000));
  });

  test('ends after a container that is valid JSON, and at the end of the text if the container is cut off', () => {
    fc.assert(fc.property(texts, fc.nat(), sizes, (value, where, chunks) => {
      const text = Buffer.from(`[${value}]`).toString('latin1');
      const cut = text.slice(0, 1 + where % (text.length - 1));

      expect(walk(text, false, chunks)).toEqual({ stop: Stop.DONE, at: text.length });
      expect(walk(cut, false, chunks)).toEqual({ stop: Stop.END, at: cut.length });
    }), runs(1000));
  });

  test('takes any depth; beyond 1024 levels it only counts brackets', () => {
    const levels = 5000;
    const text = '['.repeat(levels) + ']'.repeat(levels);

    expect(walk(text, true, [4096])).toEqual({ stop: Stop.DONE, at: text.length });
    expect(walk(text.replace(']', '}'), true, [4096])).toEqual({ stop: Stop.DONE, at: text.length });
    expect(walk(`${text.slice(0, -1)}}`, true, [4096])).toEqual({ stop: Stop.DAMAGE, at: text.length - 1 });
  });
});

describe('a survey', () => {
  const check = (text: string): void => {
    const bytes = Buffer.from(text);
    const latin1 = bytes.toString('latin1');
    const { numbers, ...counts } = surveyNaively(latin1);
    const literals = numbers.map(([start, end]) => latin1.slice(start, end));
    // A survey that has read another text before.
    const survey = new Survey().of(Buffer.from('[1, "\\ud83d\u00e9", {"a": -2e3}]')).of(bytes);

    expect(survey).toMatchObject({
      ...counts,
      numbers: numbers.length,
      ascii: /^[\x00-\x7f]*$/.test(latin1),
      unusualNumbers: literals.some((literal) => /e/i.test(literal) || literal.length > 38),
      surrogateEscapes: /^(?:[^\\]|\\[^u]|\\u(?!d[89a-f]))*\\ud[89a-f]/i.test(latin1),
    });
    expect(numbers.map((_, k) => [survey.numberStart(k), survey.numberEnd(k)])).toEqual(numbers);
  };

  test('counts what the naive one counts', () => {
    fc.assert(fc.property(texts, blanks, blanks, (text, before, after) => check(before + text + after)), runs(1500));
  });

  test.each(['', '-0', '12345678901234567890123456789012345678', '123456789012345678901234567890123456789', '"\\\\\\""', '"\\ud83d\\ude00"', '"\\\\ud83d"', '[1E5,true, null]'])(
    '%j', (text) => check(text),
  );

  test('returns the text for every length', () => {
    for (let length = 0; length < 300; length++) check(`{"a":[1,"${'x'.repeat(length)}", -2.5e3 ],"b":true}`);
  });

  test('keeps the positions of more numbers than it first has room for', () => {
    check(`[${Array.from({ length: 5000 }, (_, k) => k).join(', ')}]`);
  });
});
