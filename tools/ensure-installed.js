// Runs before `npm test` and `npm run demo`: a fresh clone has no node_modules yet.
// Plain JavaScript, because nothing is installed when it starts.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`Node.js ${process.versions.node} is too old: Node.js 20 or newer is needed.`);
  process.exit(1);
}
// npm writes this file last, so an interrupted install is repeated.
if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  console.log('Installing the dependencies (npm ci): about a minute, the first time only …');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
