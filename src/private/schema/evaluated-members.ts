import type { KeywordCxt } from 'ajv';
import { Name } from 'ajv';
import { mergeEvaluated } from 'ajv/dist/compile/util';
import type { Compiler } from './compiler';
import { changeKeywords } from './error-search';

/**
 * Makes a compiler whose code collects the members that `patternProperties` evaluates apart from those before it, and then puts
 * both together. ajv's own code writes into what the keywords before it have evaluated, and throws for a record in which that is
 * nothing, or everything.
 */
export function collectMatchesApart(compiler: Compiler): void {
  changeKeywords(compiler, (keyword, definition) => ({
    error: definition.error,
    code: (cxt, type) => {
      if (keyword === 'patternProperties') collectApart(cxt, () => definition.code(cxt, type));
      else definition.code(cxt, type);
    },
  }));
}

function collectApart({ gen, it }: KeywordCxt, code: () => void): void {
  const before = it.props;
  if (!(before instanceof Name)) return code();
  it.props = undefined;
  code();
  it.props = it.props === undefined ? before : mergeEvaluated.props(gen, it.props, before, Name);
}
