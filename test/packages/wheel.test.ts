import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { installed } from './support/installed';
import { MOST_MEGABYTES, megabytes } from './support/size';
import { pythonFreeEnvironment } from '../../tools/emulator/python-environment';
import { lowest } from '../../tools/packages/versions';
import { run } from '../../tools/process/run';

interface Wheel {
  readonly files: Record<string, string>;
  readonly metadata: string;
}

/** The names and hashes of the files, and the metadata. */
const READ = `
import ast, hashlib, json, sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
names = wheel.namelist()
for name in names:
    if name.endswith('.py'):
        ast.parse(wheel.read(name), feature_version=(3, 10))
files = {name: hashlib.sha256(wheel.read(name)).hexdigest() for name in names}
metadata = next(wheel.read(name).decode() for name in names if name.endswith('/METADATA'))
print(json.dumps({'files': files, 'metadata': metadata.split('\\n\\n')[0]}))
`;

const path = installed.wheel;
let wheel: Wheel;

beforeAll(async () => {
  const lines: string[] = [];
  await run(installed.python.command, ['-I', '-c', READ, path], { env: pythonFreeEnvironment(), log: (line) => lines.push(line) });
  wheel = JSON.parse(lines.join('')) as Wheel;
  process.stdout.write(`wheel: ${megabytes(path)} MB\n`);
});

test('the wheel contains the npm package unchanged and declarations for Python, and no command', () => {
  const names = Object.keys(wheel.files).map((name) => name.replace(/^cdk_sales_data_pipeline(-[\d.]+\.(dist-info|data))?\//, '').replace(/@.*jsii/, ''));
  expect(names.sort()).toEqual([
    'LICENSE', 'METADATA', 'RECORD', 'WHEEL', '__init__.py', '_jsii/__init__.py', '_jsii/cdk-sales-data-pipeline.tgz', 'py.typed', 'top_level.txt',
  ]);
  const npmPackage = createHash('sha256').update(readFileSync(installed.tarball)).digest('hex');
  expect(Object.values(wheel.files)).toContain(npmPackage);
});

test('it requires the lowest versions that are declared, and a Python that is tested', () => {
  const { awsCdkLib, constructs } = lowest();
  expect(wheel.metadata).toContain('Requires-Python: >=3.10');
  expect(wheel.metadata).toContain('Classifier: Framework :: AWS CDK :: 2');
  expect(wheel.metadata).toContain(`Requires-Dist: aws-cdk-lib <3.0.0,>=${awsCdkLib}`);
  expect(wheel.metadata).toContain(`Requires-Dist: constructs <11.0.0,>=${constructs}`);
});

test('it is as small as the README says', () => {
  expect(megabytes(path)).toBeLessThan(MOST_MEGABYTES);
});
