import { useEffect, useState } from 'preact/hooks';
import { ask } from '../server';
import { Schema } from './schema';

let asked: Promise<Schema | null> | undefined;

async function read(): Promise<Schema | null> {
  const { schema, references } = await ask('schema', {});
  return schema === null ? null : Schema.of(schema, references);
}

/** The deployed JSON Schema, asked for once; null until it is there, or if the pipeline does not say. */
export function useSchema(): Schema | null {
  const [schema, setSchema] = useState<Schema | null>(null);
  useEffect(() => {
    asked ??= read().catch(() => {
      asked = undefined;
      return null;
    });
    void asked.then(setSchema);
  }, []);
  return schema;
}
