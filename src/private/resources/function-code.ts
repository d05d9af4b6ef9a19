import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { SchemaFiles } from '../schema/schema-files';

/** The bundled handlers with the files of the default schema, which are built with the package. */
const HANDLERS = join(__dirname, '..', '..', '..', 'assets', 'lambda');

/**
 * Creates functions with the directory of their code: that of the package, or a copy of it in which the files of another schema
 * replace those of the default schema.
 */
export function createWithCode<Functions>(scope: Construct, schema: SchemaFiles | undefined, create: (directory: string) => Functions): Functions {
  if (schema === undefined) return create(HANDLERS);
  const directory = mkdtempSync(join(tmpdir(), 'sales-data-pipeline-'));
  try {
    cpSync(HANDLERS, directory, { recursive: true });
    Object.entries(schema).forEach(([name, content]) => writeFileSync(join(directory, name), content));
    return create(directory);
  } finally {
    // The assets are in the cloud assembly by now, unless the app turns staging off.
    if (!scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT)) {
      rmSync(directory, { recursive: true });
    }
  }
}
