/** Whether an event matches an EventBridge pattern. Knows what the rules here use: values, `prefix`, `suffix` and `wildcard`. */
export function matches(pattern: any, event: any): boolean {
  return Object.entries<any>(pattern).every(([name, wanted]) => {
    const value = event?.[name];
    return Array.isArray(wanted) ? wanted.some((matcher) => matchesValue(matcher, value)) : matches(wanted, value);
  });
}

function matchesValue(matcher: any, value: unknown): boolean {
  if (typeof matcher !== 'object') { return matcher === value; }
  const [[kind, argument], ...others] = Object.entries<any>(matcher);
  if (others.length > 0 || typeof value !== 'string') { return false; }
  switch (kind) {
    case 'prefix': return value.startsWith(argument);
    case 'suffix': return value.endsWith(argument);
    case 'wildcard': return wildcard(argument).test(value);
    default: throw new Error(`How does EventBridge match ${kind}? Extend matches.`);
  }
}

/** `*` matches any text; `\*` and `\\` match `*` and `\`. */
function wildcard(pattern: string): RegExp {
  if (/(?<!\\)(\\\\)*\*\*/.test(pattern)) { throw new Error(`EventBridge refuses consecutive wildcards: ${pattern}`); }
  const source = pattern.replace(/\\([*\\])|(\*)|([^])/g, (_, escaped, any, other) => any ? '[^]*' : quote(escaped ?? other));
  return new RegExp(`^${source}$`);
}

const quote = (character: string): string => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
