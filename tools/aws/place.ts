import { UsageError } from './arguments';
import type { AwsClients } from './clients';
import { describe } from './leftovers';

/** Where the environment leads. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const BOOTSTRAP_STACK = 'CDKToolkit';

/** Finds out from the bootstrap stack, which deployments need anyway. */
export async function findPlace({ cloudformation }: AwsClients): Promise<Place> {
  const region = await cloudformation.config.region().catch(() => {
    throw new UsageError('The environment names no region: set AWS_REGION, or AWS_PROFILE to a profile with a region');
  });
  const stack = await describe(cloudformation, BOOTSTRAP_STACK);
  if (stack === undefined) throw new UsageError(`There is no stack ${BOOTSTRAP_STACK} in ${region}: run npx cdk bootstrap first`);
  return { region, account: stack.StackId!.split(':')[4] };
}
