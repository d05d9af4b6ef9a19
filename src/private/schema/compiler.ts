import type { Options } from 'ajv';
import AjvDraft7, { _ } from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import { formatLimitDefinition } from 'ajv-formats/dist/limit';
import { EQUALITY_KEYWORDS } from './equality-keywords';
import { boundErrorSearch, boundLoops } from './error-search';
import { collectMatchesApart } from './evaluated-members';
import { formats } from './runtime/formats';
import { FORMATS_MODULE } from './runtime/require-runtime';
import type { Dialect } from './schema-checks';

export type Compiler = AjvDraft7;

const COMPILERS: { [dialect in Dialect]: typeof AjvDraft7 } = {
  '2020-12': Ajv2020 as unknown as typeof AjvDraft7,
  '2019-09': Ajv2019 as unknown as typeof AjvDraft7,
  'draft-07': AjvDraft7,
};

export interface CompilerProps {
  readonly dialect: Dialect;
  /** Whether inherited members of an object are none of it. */
  readonly ownProperties: boolean;
  /** Whether the code finds all errors of a record, up to a limit, or ends at the first. */
  readonly allErrors: boolean;
  readonly warn: (warning: string) => void;
}

/** ajv for schemas of a dialect, with formats and equality of our own. */
export function createCompiler({ dialect, ownProperties, allErrors, warn }: CompilerProps): Compiler {
  const compiler = create(dialect, {
    logger: { log: () => undefined, warn: (message: string) => warn(message.replace(/^strict mode: /, '')), error: () => undefined },
    ownProperties,
    allErrors,
    // Schemas are checked before they are given to the compiler.
    meta: false,
    validateSchema: false,
    code: { source: true, formats: _`require(${FORMATS_MODULE}).formats` },
  });
  collectMatchesApart(compiler);
  boundLoops(compiler);
  if (allErrors) boundErrorSearch(compiler);
  return compiler;
}

const CHECKERS = new Map<Dialect, Compiler>();

/** ajv with nothing but the schemas of a dialect, which other schemas are checked against. */
export function schemaChecker(dialect: Dialect): Compiler {
  const checker = CHECKERS.get(dialect) ?? create(dialect, { logger: false });
  CHECKERS.set(dialect, checker);
  return checker;
}

function create(dialect: Dialect, options: Options): Compiler {
  const compiler = new COMPILERS[dialect]({
    // The specification allows what is only odd: it becomes a warning.
    strict: 'log',
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allowUnionTypes: true,
    formats,
    ...options,
  });
  compiler.addKeyword(formatLimitDefinition);
  for (const definition of EQUALITY_KEYWORDS) {
    compiler.removeKeyword(definition.keyword as string);
    compiler.addKeyword(definition);
  }
  return compiler;
}
