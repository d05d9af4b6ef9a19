import type { Belief } from './belief';

/** A belief that an integration test shows on the stacks that it deploys. */
export interface IntegBelief extends Belief {
  /** The file in test/integ. */
  readonly test: string;
}

const EMULATOR = 'passes on the emulator';

export const INTEG_BELIEFS: readonly IntegBelief[] = [
  {
    id: 'minimal',
    test: 'integ.minimal.ts',
    belief: 'An upload starts the pipeline five minutes after the deployment; records, dead letter and announcement are where they belong.',
    source: `S3 User Guide, "Enabling Amazon EventBridge"; ${EMULATOR}`,
    breaks: 'everything',
  },
  {
    id: 'large-file',
    test: 'integ.large-file.ts',
    belief: 'A file that is larger than one batch is handed off and processed in a Distributed Map.',
    source: EMULATOR,
    breaks: 'every file above 1 MiB',
  },
  {
    id: 'key-conflicts',
    test: 'integ.key-conflicts.ts',
    belief: 'A second record for a table key is a conflict under REJECT, and replaces or is superseded under OVERWRITE.',
    source: EMULATOR,
    breaks: 'orders that change',
  },
  {
    id: 'schema-and-composite-key',
    test: 'integ.schema-and-composite-key.ts',
    belief: 'A pipeline whose resources share an encryption key works with the permissions that it grants.',
    source: `each service's page on encryption at rest; ${EMULATOR}`,
    breaks: '`encryptionKey`',
  },
  {
    id: 'own-resources',
    test: 'integ.own-resources.ts',
    belief: 'The same with a bucket, a table and a queue of the app, encrypted too, a prefix and a suffix.',
    source: EMULATOR,
    breaks: '`bucket`, `table`, `deadLetterQueue`',
  },
  {
    id: 'bucket-notifications',
    test: 'integ.bucket-notifications.ts',
    belief: 'The pipeline gets uploads when `addEventNotification` is called on its bucket, before and after.',
    source: `the handler that the CDK puts into the template, run in the tests; ${EMULATOR}`,
    breaks: 'buckets with other readers: no upload starts the pipeline, without a word',
  },
];
