import type { Target } from './result';

/**
 * A missed target is reported as missed. What users notice of the engine besides is its part of the bill and of the time of a file:
 * docs/benchmarks.md.
 */
export const TARGETS = {
  /** Several times the speed of S3. It was 4 with SIMD; docs/design.md tells why the loops no longer use it. */
  boundaries: { atLeast: 2 },
  splitterMemory: { atMost: 128 },
  bundleSize: { atMost: 100 },
  startUp: { atMost: 1.3 },
} satisfies Record<string, Target>;
