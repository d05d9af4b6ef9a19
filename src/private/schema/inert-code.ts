import { RUNTIME_MODULES } from './runtime/require-runtime';

/** The language of compiled schemas: a small part of JavaScript, in which all text of a schema is in a JSON string or a name. */
const TOKEN = /\s*("(?:[^"\\\n\r\u2028\u2029]|\\.)*"|\.replace\(\/~\/g,|\.replace\(\/\\\/\/g,|\/\d[\d.]*(?:e[-+]\d+)?(?=,)|[\w$]+|[-+*%=!<>&|?:;,.(){}[\]])\s*/y;
const NAME = /^[\w$]+$/;

const STATEMENTS = new Set(['if', 'for', 'return', 'typeof', 'of', 'in']);
const CALLED = /^(?:validate\d+|func\d+(?:\.call)?|pattern\d+\.test|formats\d+(?:\.(?:test|validate|compare))?|wrapper\d+\.validate|vErrors\.(?:push|concat)|Array\.isArray|Object\.(?:keys|assign)|isFinite|isNaN|parseInt|RegExp|\.oneOf)$/;

/**
 * Throws unless generated code is a validator and nothing else: no comments, and no calls but of itself, of its runtime and
 * of a few functions of the language. No schema is known to make other code; this is the second lock on that door.
 */
export function assertInert(code: string): void {
  const tokens = tokenize(code);
  tokens.forEach((token, i) => {
    if (token !== '(') return;
    const called = callee(tokens, i);
    if (called === 'require') {
      if (!RUNTIME_MODULES.some((id) => tokens[i + 1] === JSON.stringify(id))) throw unexpected(`require(${tokens[i + 1]})`);
    } else if (called !== '' ? !STATEMENTS.has(called) && !CALLED.test(called) : /[\])"]$/.test(tokens[i - 1])) {
      throw unexpected(`a call of ${called || 'an expression'}`);
    }
  });
}

function tokenize(code: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < code.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(code);
    if (!match) throw unexpected(JSON.stringify(code.slice(at, at + 40)));
    tokens.push(match[1]);
  }
  return tokens;
}

/** The names with dots between them that end before a parenthesis; empty if there are none. */
function callee(tokens: string[], parenthesis: number): string {
  let start = parenthesis;
  while (start > 0 && (tokens[start - 1] === '.' || (NAME.test(tokens[start - 1]) && (start === parenthesis || tokens[start] === '.')))) start--;
  return tokens.slice(start, parenthesis).join('');
}

function unexpected(what: string): Error {
  return new Error(`the generated code has ${what}, which a validator has no use for`);
}
