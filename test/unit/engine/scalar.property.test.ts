import * as fc from 'fast-check';
import { runs } from './support/runs';
import { isScalar } from '../../../lambda-src/engine/bytes/scalar';

test('numbers, true, false and null are what JSON.parse takes for them', () => {
  const characters = fc.array(fc.constantFrom(...'0123456789.-+eE'), { minLength: 1, maxLength: 8 }).map((all) => all.join(''));
  fc.assert(fc.property(fc.oneof(characters, fc.double().map(String), fc.constantFrom('true', 'false', 'null', 'nul', '00', '0.', '1.2.3')), (text) => {
    expect(isScalar(Buffer.from(`[${text}]`), 1, 1 + text.length)).toBe(isJson(text));
  }), runs(1000));
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
