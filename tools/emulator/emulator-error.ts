/** The emulator, or something that talks to it, could not do its work; the message says what to do about it. */
export class EmulatorError extends Error {
  public readonly name = 'EmulatorError';
}
