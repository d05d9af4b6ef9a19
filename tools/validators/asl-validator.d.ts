declare module 'asl-validator' {
  interface Result {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly 'Message'?: string; readonly 'schemaError'?: object }[];
    readonly errorsText: (separator?: string) => string;
  }

  /** Adds members to the definition. */
  function validate(definition: object, options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean }): Result;

  export = validate;
}
