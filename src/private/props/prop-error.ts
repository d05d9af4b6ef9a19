import { ValidationError } from './validation-error';

/** An error that names the prop, the value received, what is allowed and what to do. */
export function invalidProp(prop: string, received: unknown, problem: string, remedy: string): Error {
  return new ValidationError(`SalesDataPipeline: ${prop} ${problem}, but is ${show(received)}. ${remedy}`);
}

/** Values as they would be written in code; long ones cut. */
export function show(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'object' ? json(value) : String(value);
  return text && text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function json(value: string | object | null): string {
  try {
    return JSON.stringify(value);
  } catch {
    // A construct, for instance, which holds its parent.
    return `an object of the class ${value?.constructor?.name}`;
  }
}
