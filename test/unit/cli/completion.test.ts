import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { delimiter } from 'node:path';
import { run } from './support/command';
import { Files } from './support/files';
import { candidates } from '../../../cli/completion/candidates';
import { SCRIPTS } from '../../../cli/completion/scripts';
import { createProgram } from '../../../cli/program';
import { TOOL } from '../../../tools/bundle-options';

const files = new Files();
afterAll(() => files.remove());

const words = (...typed: string[]) => candidates(createProgram(), typed).map(({ word }) => word);

test.each([
  [['che'], ['check']],
  [['files', 'sh'], ['show']],
  [['help', ''], []],
  [['files', '--s'], ['--since', '--stuck']],
  [['files', '--region', 'x', '--f'], ['--failed', '--follow']],
  [['files', 'show', '--e'], ['--endpoint-url']],
  [['files', '--no-such', '--f'], ['--failed', '--follow']],
])('%j becomes %j', (typed, expected) => {
  expect(words(...typed)).toEqual(expected);
});

test('at the start there are all commands', () => {
  expect(words('')).toEqual(expect.arrayContaining(['check', 'submit', 'files', 'status', 'help']));
});

test.each([
  [['check', '']],
  [['submit', 'ord']],
  [['check', '--schema', '']],
  [['files', '--region', '--']],
  [['check', '--', '--']],
])('%j: the shell completes names of files', (typed) => {
  expect(words(...typed)).toEqual([]);
});

test('bash completes a command, an option and the name of a file', () => {
  const tool = files.write('sales-data-pipeline', `#!/bin/sh\nexec "${process.execPath}" "${TOOL}" "$@"\n`);
  chmodSync(tool, 0o755);
  const complete = (...typed: string[]) => spawnSync('bash', ['--norc', '-c', `
    source <(sales-data-pipeline complete bash)
    COMP_WORDS=(sales-data-pipeline "$@") COMP_CWORD=$#
    _sales_data_pipeline
    printf '%s\\n' "\${COMPREPLY[@]}"
  `, 'bash', ...typed], { encoding: 'utf8', env: { ...process.env, PATH: `${files.directory}${delimiter}${process.env.PATH}` } }).stdout.trim();

  expect(complete('redr')).toBe('redrive');
  expect(complete('status', '--pro')).toBe('--profile');
  // `complete -o default` completes names of files then.
  expect(complete('check', '')).toBe('');
  expect(SCRIPTS.bash).toContain('complete -o default ');
});

test.each(['bash', 'zsh', 'fish'])('complete %s prints a script', (shell) => {
  const { code, stdout, stderr } = run(['complete', shell]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`sales-data-pipeline complete ${shell} -- `);
});

test('another shell is an error of usage that lists those there are', () => {
  expect(run(['complete', 'tcsh'])).toMatchObject({ code: 64, stderr: expect.stringContaining('Allowed choices are bash, zsh, fish.') as unknown });
});
