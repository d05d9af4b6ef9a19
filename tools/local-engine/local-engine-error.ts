/** The local engine, or something that talks to it, could not do its work; the message says what to do about it. */
export class LocalEngineError extends Error {
  public readonly name = 'LocalEngineError';
}
