/** A prop that can't be: thrown at synth. */
export class ValidationError extends Error {
  public readonly name = 'ValidationError';
}
