/** Values that the definitions do not contain, because only AWS can show them. Assumed rather too high than too low. */
export const ASSUMED = {
  /** Duration of a state that calls a service, in ms. */
  call: 30,
  /** Duration of a state that calls nothing, in ms. */
  step: 10,
  /** Duration of an invocation of the validator, in ms: it reads from S3 and assesses one record, or about 100. */
  validate: { record: 60, batch: 100 },
  /** Duration of the validator for each record that it rejects, in ms: five times that of a desktop computer. */
  rejectedRecord: 0.02,
  /** Speed of the splitter, in bytes per second: that of one S3 request. */
  splitBytesPerSecond: 50e6,
  /** Speed of the splitter, in records per second: a quarter of that of a desktop computer. */
  splitRecordsPerSecond: 0.5e6,
  /** Memory of an Express execution, in GB; billed in steps of 64 MB. */
  expressMemory: { small: 64 / 1024, batch: 128 / 1024 },
  /** Log of one invocation, in bytes: the function's line and the two of the platform. */
  logPerInvocation: 1_200,
};
