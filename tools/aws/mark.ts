/**
 * The tag of every stack that is only there to test this project. `npm run verify:aws` removes the stacks that have it, and
 * nothing else. It is a tag of the stack alone, so templates do not have it.
 */
export const TEST_STACK_TAG = { key: 'cdk-sales-data-pipeline', value: 'test - removed by npm run verify:aws' };
