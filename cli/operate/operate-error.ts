/**
 * Why an operator gets no further:
 *
 * - `credentials`: AWS does not know who asks
 * - `denied`: AWS knows, and says no
 * - `unreachable`: AWS does not answer
 * - `missing`: there is no such pipeline, file or the like
 * - `exists`: there is one already, which would be replaced
 * - `unsupported`: the pipeline has no such part, or is made by a version of the construct that this tool does not know
 */
export type OperateErrorKind = 'credentials' | 'denied' | 'unreachable' | 'missing' | 'exists' | 'unsupported';

/** What is wrong outside of the program. The message says what was asked for, what there is, and what to do. */
export class OperateError extends Error {
  public readonly name = 'OperateError';

  constructor(public readonly kind: OperateErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
