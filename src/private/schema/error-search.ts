import type { CodeKeywordDefinition, KeywordCxt, KeywordErrorDefinition, Name } from 'ajv';
import { _ } from 'ajv';
import { not } from 'ajv/dist/compile/codegen';
import N from 'ajv/dist/compile/names';
import type { Compiler } from './compiler';

/** Errors that end the search in a function of the compiled code. A reference may be a function of its own. */
const ENOUGH = 50;

/** Keywords that may add an error for each member of a value. */
const ERROR_PER_MEMBER = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames']);
/** Keywords that bound the text that patterns beside them are tried on. */
const GUARDS = new Set(['maxLength', 'propertyNames']);

/**
 * Makes a compiler whose code finds all errors end the search when it has found enough, so that neither the time nor the
 * memory that it takes depends on how much is wrong with a record. Alternatives end at their first error.
 */
export function boundErrorSearch(compiler: Compiler): void {
  changeKeywords(compiler, (keyword, definition) => ({
    error: isChoice(keyword) ? countingAlternatives(definition.error!) : definition.error,
    code: (cxt, type) => {
      if (!cxt.it.allErrors) return definition.code(cxt, type);
      const before = GUARDS.has(keyword) ? cxt.gen.const('_errs', N.errors) : undefined;
      alternativesEndAtFirstError(cxt);
      // A reference ends the search itself.
      if (keyword !== '$ref') afterSubschemas(cxt, (_valid, { compositeRule }) => compositeRule || end(cxt));
      if (ERROR_PER_MEMBER.has(keyword)) endAfterErrors(cxt);
      definition.code(cxt, type);
      if (keyword === '$ref') end(cxt);
      // What follows for the same value stands inside; the compiler closes it.
      if (before !== undefined) cxt.gen.if(_`${N.errors} === ${before}`);
    },
  }));
}

/**
 * Keeps the errors few where the compiler would add one for each element of an alternative and look on. They take memory, and
 * those of a reference are copied with each one that is added.
 */
export function boundLoops(compiler: Compiler): void {
  changeKeywords(compiler, (keyword, definition) => ({
    error: definition.error,
    code: (cxt, type) => {
      // What is wrong with an element is forgotten before the next one: others may be right.
      if (keyword === 'contains') afterSubschemas(cxt, () => cxt.reset());
      // A name that is wrong is enough, also where the compiler collects those that have been evaluated.
      if (keyword === 'patternProperties' && !cxt.it.allErrors) afterSubschemas(cxt, (valid) => cxt.gen.if(not(valid), () => cxt.gen.break()));
      definition.code(cxt, type);
    },
  }));
}

/** The definitions belong to all compilers, but the rules that have them to one. */
export function changeKeywords(compiler: Compiler, change: (keyword: string, definition: CodeKeywordDefinition) => Pick<CodeKeywordDefinition, 'code' | 'error'>): void {
  for (const rule of Object.values(compiler.RULES.all)) {
    if (typeof rule === 'object' && 'code' in rule.definition) {
      rule.definition = { ...rule.definition, ...change(rule.keyword, rule.definition) };
    }
  }
}

function isChoice(keyword: string): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** The errors of the alternatives stand before that of the choice, which says how many they are. */
function countingAlternatives(error: KeywordErrorDefinition): KeywordErrorDefinition {
  return {
    ...error,
    params: (cxt) => _`{alternatives: ${N.errors} - ${cxt.errsCount}, passingSchemas: ${cxt.params.passing ?? null}}`,
  };
}

/** Adds code behind that of each subschema. */
function afterSubschemas(cxt: KeywordCxt, add: (valid: Name, applied: Parameters<KeywordCxt['subschema']>[0]) => void): void {
  const { subschema } = cxt;
  cxt.subschema = (applied, valid) => {
    const context = subschema.call(cxt, applied, valid);
    add(valid, applied);
    return context;
  };
}

function alternativesEndAtFirstError(cxt: KeywordCxt): void {
  const { subschema } = cxt;
  cxt.subschema = (applied, valid) => subschema.call(cxt, applied.compositeRule ? { ...applied, allErrors: false } : applied, valid);
}

function endAfterErrors(cxt: KeywordCxt): void {
  const { error } = cxt;
  cxt.error = (...args) => {
    error.apply(cxt, args);
    end(cxt);
  };
}

/** Not where an error may turn out to be none: in an alternative. */
function end({ gen, it }: KeywordCxt): void {
  if (it.compositeRule) return;
  gen.if(_`${N.errors} >= ${ENOUGH}`, () => {
    gen.assign(_`${it.validateName}.errors`, N.vErrors);
    gen.return(false);
  });
}
