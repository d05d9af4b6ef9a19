import { Token } from 'aws-cdk-lib';
import { invalidProp, ValidationError } from '../contract/validation-error';

const LEAVE_OUT = 'Leave it out for the default.';

/** Throws unless a value is a string. Configuration files and languages without types give anything. */
export function assertString(prop: string, value: unknown, remedy = LEAVE_OUT): asserts value is string {
  if (typeof value !== 'string') {
    throw invalidProp(prop, value, 'must be a string', remedy);
  }
}

/** Throws for a token: values that synthesis itself needs must be known by then. */
export function assertKnown(prop: string, value: unknown): void {
  if (Token.isUnresolved(value)) {
    throw new ValidationError(`SalesDataPipeline: ${prop} must be known at synthesis, but is a token, whose value is known at deployment only. `
      + 'Write the value itself, or read it from the context of the app.');
  }
}

/** One of the members of an enum, or its default. */
export function oneOf<T extends string>(prop: string, value: T | undefined, allowed: T[], byDefault: T): T {
  if (!isGiven(value)) {
    return byDefault;
  }
  if (!allowed.includes(value)) {
    throw invalidProp(prop, value, `must be one of ${allowed.join(', ')}`, LEAVE_OUT);
  }
  return value;
}

/** A flag that is off by default. */
export function flag(prop: string, value: boolean | undefined): boolean {
  if (isGiven(value) && typeof value !== 'boolean' && !Token.isUnresolved(value)) {
    throw invalidProp(prop, value, 'must be true or false', 'Leave it out for false.');
  }
  return value ?? false;
}

/** `null` is how some languages pass a prop that is left out. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}
