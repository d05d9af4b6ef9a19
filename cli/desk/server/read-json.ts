import type { IncomingMessage } from 'node:http';
import { AskError } from './ask-error';

/** Larger than any record, and than a recipe. */
const MAX_BODY = 4 * 1024 * 1024;

/** The JSON object in the body of a request. */
export async function readJson(request: IncomingMessage): Promise<object> {
  if (request.headers['content-type'] !== 'application/json') throw new AskError('The body must be application/json.', 400);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new AskError(`The body is larger than ${MAX_BODY} bytes.`, 400);
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Said below.
  }
  throw new AskError('The body must be a JSON object.', 400);
}
