import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../tools/root';

interface Step {
  readonly uses?: string;
  readonly with?: { readonly [name: string]: unknown };
}

interface Job {
  readonly uses?: string;
  readonly permissions?: { readonly [scope: string]: string };
  readonly steps: Step[];
}

const DIRECTORY = join(ROOT, '.github', 'workflows');

/** `workflow/job`, and the job. */
const JOBS = readdirSync(DIRECTORY).flatMap((file): [string, Job][] => {
  const { jobs } = parse(readFileSync(join(DIRECTORY, file), 'utf8')) as { jobs: { [id: string]: Job } };
  return Object.entries(jobs).map(([id, job]) => [`${file.replace(/\.yml$/, '')}/${id}`, job]);
});

/** What a job may do besides reading, and why. */
const WRITERS: { [job: string]: { scopes: string[]; reason: string } } = {
  'release/release_github': { scopes: ['contents'], reason: 'makes the release' },
  'release/release_sbom': { scopes: ['contents'], reason: 'attaches a file to the release' },
  'release/release_npm': { scopes: ['id-token'], reason: 'proves to npm which workflow publishes' },
  'release/release_tool': { scopes: ['id-token'], reason: 'proves to npm which workflow publishes' },
  'release/release_pypi': { scopes: ['id-token'], reason: 'proves to PyPI which workflow publishes' },
};

test.each(JOBS)('%s uses each action by its commit, which nobody can change', (_, { uses, steps }) => {
  const used = [uses, ...steps.map((step) => step.uses)].filter((action) => action !== undefined);
  expect(used.filter((action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test.each(JOBS)('%s keeps no credentials after a checkout', (_, { steps }) => {
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
});

test.each(JOBS)('%s says what it may do, and may write only what it publishes', (id, { permissions }) => {
  expect(permissions).toBeDefined();
  const writes = Object.entries(permissions!).filter(([, access]) => access !== 'read' && access !== 'none').map(([scope]) => scope);
  expect(writes).toEqual(WRITERS[id]?.scopes ?? []);
});
