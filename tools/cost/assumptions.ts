/** What can't be read off the definitions, because only AWS can show it. Chosen rather high. */
export const ASSUMED = {
  /** Of a state that calls a service, in ms. */
  call: 30,
  /** Of a state that calls nothing, in ms. */
  step: 10,
  /** Of an invocation of the validator, in ms: it gets its bytes from S3, and validates a record, or some 100. */
  validate: { record: 60, batch: 100 },
  /** Of the splitter, in bytes a second: as fast as S3 answers one request. */
  splitBytesPerSecond: 50e6,
  /** Of an Express execution, in GB; billed by steps of 64 MB. */
  expressMemory: { small: 64 / 1024, batch: 128 / 1024 },
  /** What a function writes to its log in an invocation: its own line and the two of the platform, in bytes. */
  logPerInvocation: 1_200,
};
