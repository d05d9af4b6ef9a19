import type { Target } from './result';

/** The targets that were set before measuring. They stay: a missed target is reported as missed. */
export const TARGETS = {
  /** Several times the speed of S3. It was 4 with SIMD; docs/design.md tells why the loops no longer use it. */
  boundaries: { atLeast: 2 },
  validated: { atLeast: 0.9 },
  answer: { atLeast: 0.6 },
  splitterMemory: { atMost: 128 },
  bundleSize: { atMost: 100 },
  startUp: { atMost: 1.3 },
} satisfies Record<string, Target>;
