import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '../../../tools/emulator/python-environment';

interface Reporter {
  onRunComplete(contexts: unknown, results: object): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports
const JUnit = require('../../../tools/jest-junit') as new (globalConfig: object, options: object) => Reporter;

const PARSE = `
import json, sys, xml.etree.ElementTree as tree
case = tree.parse(sys.argv[1]).find('.//testcase')
print(json.dumps([case.get('name'), case.find('failure').text]))
`;

const directory = mkdtempSync(join(tmpdir(), 'junit-'));

afterAll(() => rmSync(directory, { recursive: true }));

/** What a strict parser reads from the report of a run with one test. */
async function reported(name: string, failure: string): Promise<unknown> {
  const test = {
    ancestorTitles: [], title: name, fullName: name, status: 'failed', duration: 1, failureMessages: [failure], failureDetails: [], invocations: 1,
  };
  const suite = {
    testFilePath: __filename,
    testResults: [test],
    perfStats: { start: 0, end: 1 },
    numFailingTests: 1,
    numPassingTests: 0,
    numPendingTests: 0,
    skipped: false,
  };
  const results = { testResults: [suite], startTime: 0, numTotalTests: 1, numFailedTests: 1 };
  await new JUnit({ rootDir: directory }, { outputDirectory: directory }).onRunComplete(new Set(), results);
  return JSON.parse(execFileSync(findPython().command, ['-c', PARSE, join(directory, 'junit.xml')], { encoding: 'utf8' }));
}

test('the report is XML, whatever the names of tests and their messages have in them', async () => {
  expect(await reported('a\u0000b\u001f\ufffe <é😀>', 'x\u0008&\ty')).toEqual([' a\\u{0}b\\u{1f}\\u{fffe} <é😀>', 'x\\u{8}&\ty']);
});
