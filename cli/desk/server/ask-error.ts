/** What the page asked for is not there, or not allowed. The message is for people, and holds nothing of a record. */
export class AskError extends Error {
  constructor(message: string, public readonly status: 400 | 404 | 409 = 404) {
    super(message);
  }
}
