import { createContext, runInContext } from 'node:vm';
import type { CallExpression, Expression, Node, PrivateIdentifier, Super } from 'acorn';
import { parse } from 'acorn';
import { requireRuntime } from '../../../src/private/schema/runtime/require-runtime';

/** What the code of a schema may call, with the numbers of names left out. */
const CALLED = [
  'validate', 'func', 'func.call', 'pattern.test', 'formats', 'formats.test', 'formats.validate', 'formats.compare', 'wrapper.validate', 'vErrors.push', 'vErrors.concat',
  'Array.isArray', 'Object.keys', 'Object.assign', 'isFinite', 'isNaN', 'parseInt', 'new RegExp',
  'require("record-schema/equality").oneOf', 'require("record-schema/equality")', 'require("record-schema/formats")', 'require("ajv/dist/runtime/ucs2length")',
];
const NODES = new Set([
  'Program', 'ExpressionStatement', 'BlockStatement', 'VariableDeclaration', 'VariableDeclarator', 'FunctionDeclaration', 'ReturnStatement', 'IfStatement', 'ForStatement',
  'ForInStatement', 'ForOfStatement', 'BreakStatement', 'ContinueStatement', 'LabeledStatement', 'EmptyStatement', 'Identifier', 'Literal', 'MemberExpression', 'CallExpression',
  'NewExpression', 'AssignmentExpression', 'AssignmentPattern', 'BinaryExpression', 'LogicalExpression', 'UnaryExpression', 'UpdateExpression', 'ConditionalExpression',
  'SequenceExpression', 'ObjectExpression', 'ObjectPattern', 'ArrayExpression', 'Property',
]);

/** What a parser finds in generated code that a validator has no use for. */
export function suspiciousParts(code: string): string[] {
  const found: string[] = [];
  const program = parse(code, { ecmaVersion: 2023, sourceType: 'script', onComment: (_, text) => found.push(`comment ${text}`) });
  visit(program, (node) => {
    if (!NODES.has(node.type)) found.push(node.type);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const call = node as CallExpression;
      const called = node.type === 'NewExpression' ? `new ${nameOf(call.callee)}` : nameOf(call.callee);
      const name = called === 'require' ? nameOf(call) : called;
      if (!CALLED.includes(name) && !/\.replace$/.test(name)) found.push(`call of ${name}`);
    }
  });
  return found;
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const child of Object.values(node).flat()) {
    if (typeof child === 'object' && child !== null && 'type' in child) visit(child as Node, look);
  }
}

function nameOf(node: Expression | Super | PrivateIdentifier): string {
  switch (node.type) {
    case 'Identifier': return node.name.replace(/\d+$/, '');
    case 'Literal': return JSON.stringify(node.value);
    case 'MemberExpression': return node.computed ? `${nameOf(node.object)}[…]` : `${nameOf(node.object)}.${nameOf(node.property)}`;
    case 'CallExpression': return `${nameOf(node.callee)}(${nameOf(node.arguments[0] as Expression)})`;
    default: return node.type;
  }
}

/**
 * Runs the code of a schema in a context that has nothing but its runtime, and has it judge records.
 *
 * @returns verdicts, and what the code left behind in the context, its prototypes included
 */
export function runAlone(code: string, records: unknown[]): { verdicts: unknown[]; left: string[] } {
  const module = { exports: {} };
  const context = createContext({ module, require: requireRuntime });
  const names = 'JSON.stringify([globalThis, Object.prototype, Array.prototype, String.prototype, Function.prototype, RegExp.prototype].map(Object.getOwnPropertyNames))';
  const before: string = runInContext(names, context);
  runInContext(`(function () {${code}\n})()`, context);
  const validate = module.exports as (record: unknown) => unknown;
  const verdicts = records.map((record) => validate(record));
  const after: string = runInContext(names, context);
  return { verdicts, left: before === after ? [] : [after] };
}
