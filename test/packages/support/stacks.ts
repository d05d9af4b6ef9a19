import { join } from 'node:path';

/** Apps of all languages with the same stacks. */
export const APPS = join(__dirname, '..', 'apps');

export const STACKS = ['DlqRetention', 'Everything', 'ExistingBucket', 'KeyAndSortKey', 'Minimal', 'SchemaFromFile', 'SchemaFromObject'];
