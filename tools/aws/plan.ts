import type { VerifyArguments } from './arguments';
import { costAtMost } from './cost';
import { TEST_STACK_TAG } from './mark';
import type { Place } from './place';
import { STACK_BELIEFS } from './stack-beliefs';
import { STATE_BELIEFS } from './state-beliefs';
import { VERIFICATION_STACK } from './verification-stack';

/** Whether the verification stack is needed: it has the role that single states run with. */
export const needsStack = ({ parts }: VerifyArguments): boolean => parts.has('states') || parts.has('stack');

/** What the command will do, where, and what that costs. */
export function plan(args: VerifyArguments, { account, region }: Place, left: readonly string[]): string[] {
  const { parts, integTests } = args;
  const stack = needsStack(args);
  const steps = [
    ...(left.length > 0 ? [`remove what an earlier run has left: ${left.join(', ')}`] : []),
    ...(parts.has('definitions') ? ['validate the workflow definitions'] : []),
    ...(stack ? [`deploy the stack ${VERIFICATION_STACK}`] : []),
    ...(parts.has('states') ? [`run ${STATE_BELIEFS.length} single states`] : []),
    ...(parts.has('stack') ? [`ask the stack ${STACK_BELIEFS.length} questions, for which one execution is made to fail and redriven`] : []),
    ...(integTests.length > 0 ? [`deploy and feed the stacks of ${integTests.join(', ')}`] : []),
    `remove all stacks with the tag "${TEST_STACK_TAG.key}" = "${TEST_STACK_TAG.value}", and nothing else`,
  ];
  const dollars = costAtMost({ stack, integTests: integTests.length });
  return [
    `In account ${account}, region ${region}, this will`,
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
    `It costs at most $${dollars.toFixed(2)}.`,
  ];
}
