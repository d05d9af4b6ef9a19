import { sendable } from './sendable';
import { MAX_CAUSE_LENGTH } from '../../contract/limits';

/**
 * JSONata that makes the cause of an error the message of a dead letter: up to MAX_CAUSE_LENGTH characters, and what SQS
 * accepts. `$substring` would not do: on AWS it may cut a character in half, or fail. The first pattern counts characters
 * or UTF-16 code units, whichever the engine does; the second removes what is left of a half character.
 */
export function messageOf(cause: string): string {
  const shortened = `$replace(${cause}, /^([\\s\\S]{${MAX_CAUSE_LENGTH}})[\\s\\S]+/, '$1')`;
  return `($exists(${cause}) ? ${sendable(`$replace(${shortened}, /[\\ud800-\\udbff]$/, '')`)} : '')`;
}
