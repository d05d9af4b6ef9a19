// Prints one closing line: "N passed, N failed[, N skipped]". If TEST_TOTALS names a file, the file keeps the sums over several
// runs, and the line has these sums.
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const { passed, failed, skipped } = addUp({
      passed: results.numPassedTests,
      // A test file that does not load counts as failed.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    });
    const line = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    // Printed at exit, because jest prints its own summary after its reporters.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
};

function addUp(counts) {
  const file = process.env.TEST_TOTALS;
  if (!file) return counts;
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const sums = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count + (before[name] ?? 0)]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(sums));
  return sums;
}
