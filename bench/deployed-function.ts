import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AJV_RUNTIME_MODULE, ALL_ERRORS_MODULE, SCHEMA_MODULE } from '../src/private/contract/names';
import { compileSchema } from '../src/private/schema/compile-schema';
import { RecordSchema } from '../src/record-schema';
import { ROOT } from '../tools/root';

const HANDLERS = join(ROOT, 'assets', 'lambda');

/** Makes the directory of the functions as the construct does at synthesis, with the default schema. Returns its path. */
export function deployedFunction(parent: string): string {
  const directory = mkdtempSync(join(parent, 'function-'));
  cpSync(HANDLERS, directory, { recursive: true });
  const { code, allErrorsCode } = compileSchema(RecordSchema.contactAndOrder());
  for (const [module, content] of [[SCHEMA_MODULE, code], [ALL_ERRORS_MODULE, allErrorsCode]]) {
    writeFileSync(join(directory, module), `(function (require) {${content}\n})(require('./${AJV_RUNTIME_MODULE}').requireRuntime);\n`);
  }
  return directory;
}

/** Replaces the AWS SDK by a stub that answers every request with these bytes. */
export function withoutSdk(functionDirectory: string, object: string): void {
  const directory = join(functionDirectory, 'node_modules', '@aws-sdk', 'client-s3');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'index.js'), `
    const bytes = Buffer.from(${JSON.stringify(object)});
    exports.S3Client = class { async send() { return { Body: { transformToByteArray: async () => bytes } }; } };
    exports.GetObjectCommand = class {};
  `);
}
