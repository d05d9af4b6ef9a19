/** A prop or a schema that cannot work. Thrown at synthesis. */
export class ValidationError extends Error {
  public readonly name = 'ValidationError';
}

/** Runs an action. Its validation errors name the construct that they are about: an app may have several. */
export function namingConstruct<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    // A new error, because the stack of the old one has its message.
    throw error instanceof ValidationError ? new ValidationError(error.message.replace(/^SalesDataPipeline: /, () => `SalesDataPipeline ${path}: `)) : error;
  }
}

/** An error that names the prop, the value received, what is allowed and what to do. */
export function invalidProp(prop: string, received: unknown, problem: string, remedy: string): ValidationError {
  return new ValidationError(`SalesDataPipeline: ${prop} ${problem}, but is ${show(received)}. ${remedy}`);
}

const LONGEST_TEXT = 120;

/** A value as it is written in code, cut to 120 characters. */
export function show(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'object' ? json(value) : String(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 3)}…` : text;
}

function json(value: string | object | null): string {
  try {
    return String(JSON.stringify(value));
  } catch {
    // A construct, for instance, which refers to its scope and so to itself.
    return `an object of the class ${value?.constructor?.name}`;
  }
}
