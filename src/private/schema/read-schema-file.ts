import { readFileSync } from 'fs';
import { resolve } from 'path';
import { show, ValidationError } from '../contract/validation-error';

/** The content of a JSON file, which should be a schema. */
export function readSchemaFile(path: string): { [key: string]: any } {
  if (typeof path !== 'string') {
    throw new ValidationError(`SalesDataPipeline: RecordSchema.fromFile takes the path of a JSON file, but got ${show(path)}. `
      + 'Give the path, or give the schema itself to RecordSchema.fromObject({…}).');
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new ValidationError(`SalesDataPipeline: the schema file ${path} can't be read: ${(error as Error).message}. `
      + `Paths are relative to the working directory; this one is ${resolve(path)}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ValidationError(`SalesDataPipeline: the schema file ${path} is not JSON: ${(error as Error).message}. `
      + 'Schemas are JSON files. Convert YAML to JSON first.');
  }
}
