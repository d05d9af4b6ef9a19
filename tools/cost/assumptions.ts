/** Values that the definitions do not contain, because only AWS can show them. Assumed rather too high than too low. */
export const ASSUMED = {
  /** Duration of a state that calls a service, in ms. */
  call: 30,
  /** Duration of a state that calls nothing, in ms. */
  step: 10,
  /** Time that the validator waits for S3 in an invocation, in ms. */
  s3Wait: 30,
  /**
   * Processor time of the validator, in ms of a whole vCPU: for an invocation, and besides for each record that it accepts or
   * rejects. Three times that of a desktop computer: docs/benchmarks.md.
   */
  processor: { invocation: 5.4, accepted: 0.2, rejected: 0.012 },
  /** Memory at which a function has a whole vCPU, in MB. */
  memoryOfOneCpu: 1_769,
  /** Speed of the splitter, in bytes per second: that of one S3 request. */
  splitBytesPerSecond: 50e6,
  /** Speed of the splitter, in records per second: a quarter of that of a desktop computer. */
  splitRecordsPerSecond: 0.5e6,
  /** Memory of an Express execution, in GB; billed in steps of 64 MB. */
  expressMemory: { small: 64 / 1024, batch: 128 / 1024 },
  /** What Lambda and CloudWatch Logs add to each line of a log, in bytes: a time and a level, and what is billed for each event. */
  logOverhead: 86,
};
