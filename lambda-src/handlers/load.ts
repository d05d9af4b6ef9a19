import { createRequire } from 'node:module';

/** Loads what is not part of the bundle: what the Lambda runtime brings, and what is written beside the bundle at synth. */
export const load: (id: string) => unknown = createRequire(__filename);
