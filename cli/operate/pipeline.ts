import type { Aws } from './aws';
import type { RegistryEntry } from '../../src/private/contract/registry';

/** A deployed pipeline, and who operates it. */
export interface Pipeline {
  readonly aws: Aws;
  /** What the registry says of it. */
  readonly entry: RegistryEntry;
  /** ARN of the operator's identity, as STS says it. The trail of corrections names it. */
  readonly operator: string;
}
