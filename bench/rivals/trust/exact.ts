import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/*
 * Values of JSON and of DynamoDB as texts that are equal if the values are: members in order, numbers exact. This is written
 * without the record engine, because it judges the engine as well.
 */

const TOKENS = /"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const NUMBER = '\u0000number';

/** A JSON text without duplicate names. */
export function exactJson(text: string): string {
  const marked = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : JSON.stringify({ [NUMBER]: exactNumber(token) })));
  return exact(JSON.parse(marked) as unknown);
}

/** An attribute; a string that holds JSON counts as that JSON. */
export function exactAttribute(attribute: AttributeValue | undefined): string {
  if (attribute?.S?.startsWith('{')) return exactJson(attribute.S);
  return exact(plain(attribute ?? { NULL: true }));
}

function plain({ S, N, BOOL, M, L }: AttributeValue): unknown {
  if (S !== undefined) return S;
  if (N !== undefined) return { [NUMBER]: exactNumber(N) };
  if (BOOL !== undefined) return BOOL;
  if (M) return Object.fromEntries(Object.entries(M).map(([name, value]) => [name, plain(value)]));
  return L ? L.map(plain) : null;
}

function exact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(exact).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${exact(member)}`).join(',')}}`;
}

/** Digits without zeros at either end, and an exponent. */
function exactNumber(text: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text)!;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  return significant === '' ? '0' : `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
