// Prints the one line that says how the whole run ended: "N passed, N failed, N skipped".
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    // A test file that does not even load has failed, though none of its tests ran.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    // jest prints its own summary after its reporters.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
};
