import { createRequire } from 'node:module';

/** What Lambda's runtime does with a new function: loads the handler and calls it. Prints how long that took, in ms. */
const [module, name, event] = process.argv.slice(2);

async function main(): Promise<void> {
  const begin = performance.now();
  const handler = (createRequire(module)(module) as Record<string, (event: unknown) => Promise<unknown>>)[name];
  const answer = await handler(JSON.parse(event));
  const took = performance.now() - begin;
  console.log(JSON.stringify({ took, answer }));
}

void main();
