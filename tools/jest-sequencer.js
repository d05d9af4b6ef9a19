// The order of the test files: the longest first, and between two files that compute, one that waits for an emulator, so that the
// machine is busy until the end.
const Sequencer = require('@jest/test-sequencer').default;

/** For each file that waits. */
const COMPUTING = 2;

module.exports = class extends Sequencer {
  sort(tests) {
    // By the duration of the last run; by the size of the file on a new machine.
    const longestFirst = super.sort(tests);
    const waiting = longestFirst.filter(waits);
    const computing = longestFirst.filter((test) => !waits(test));
    const order = [];
    while (order.length < tests.length) order.push(...waiting.splice(0, 1), ...computing.splice(0, COMPUTING));
    return order;
  }
};

const waits = ({ context }) => context.config.displayName?.name === 'deployed';
