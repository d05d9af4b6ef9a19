import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PythonPackages } from '../emulator/python-environment';
import { pythonEnvironment, pythonFreeEnvironment } from '../emulator/python-environment';
import { run } from '../process/run';

export const CFN_LINT: PythonPackages = { name: 'cfn-lint', requirements: join(__dirname, 'requirements.txt') };

/** A finding of cfn-lint. */
export interface TemplateFinding {
  readonly rule: string;
  readonly file: string;
  /** Logical id and property, with `/` between the parts. */
  readonly place: string;
  readonly message: string;
}

interface Match {
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

/** What cfn-lint finds in templates that are deployed to a region. Installs cfn-lint if it is missing. */
export async function findingsInTemplates(files: readonly string[], region: string): Promise<TemplateFinding[]> {
  const python = await pythonEnvironment(console.log, CFN_LINT);
  const output = `${files[0]}.findings`;
  // Isolated mode, so that no package and no setting of the user changes what is found.
  const options = ['--format', 'json', '--non-zero-exit-code', 'none', '--regions', region, '--include-checks', 'I', '--output-file', output];
  await run(python, ['-I', '-c', 'from cfnlint.runner import main; main()', ...options, '--', ...files], { cwd: dirname(files[0]), env: pythonFreeEnvironment() });
  const matches = JSON.parse(readFileSync(output, 'utf8')) as Match[];
  rmSync(output);
  return matches.map(({ Filename, Location, Message, Rule }) => (
    { rule: Rule.Id, file: Filename, place: (Location.Path ?? []).slice(1).join('/'), message: Message }));
}
