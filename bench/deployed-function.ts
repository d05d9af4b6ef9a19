import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools/root';

const HANDLERS = join(ROOT, 'assets', 'lambda');

/** Copies the directory of the functions, as the construct deploys it with the default schema. Returns its path. */
export function deployedFunction(parent: string): string {
  const directory = mkdtempSync(join(parent, 'function-'));
  cpSync(HANDLERS, directory, { recursive: true });
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
