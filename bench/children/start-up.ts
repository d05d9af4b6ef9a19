import { createRequire } from 'node:module';
import type { Context } from '../../src/private/contract/messages';

const TIMEOUT_MS = 30_000;

/** Loads a handler and calls it, like the Lambda runtime with a new function. Prints the duration in ms. */
const [module, name, event] = process.argv.slice(2);

async function main(): Promise<void> {
  const begin = performance.now();
  const handler = (createRequire(module)(module) as Record<string, (event: unknown, context: Context) => Promise<unknown>>)[name];
  const answer = await handler(JSON.parse(event), { getRemainingTimeInMillis: () => TIMEOUT_MS });
  const took = performance.now() - begin;
  console.log(JSON.stringify({ took, answer }));
}

void main();
