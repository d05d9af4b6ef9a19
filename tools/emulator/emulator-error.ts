/** The emulator, or a client of it, failed. The message tells what to do. */
export class EmulatorError extends Error {
  public readonly name = 'EmulatorError';
}
