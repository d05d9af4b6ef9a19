import type { Packing } from './counted-cost';
import { MEMBERS, PACKINGS, costOf, mostRecords, priceOf, usageOfMillion } from './counted-cost';
import { complete, difficultRecords, rivalResults, sharesOfDifficult } from './results';
import type { LoadResult } from '../../bench/rivals/load/load';
import type { Usage } from '../../bench/rivals/load/usage';
import type { RivalResults } from '../../bench/rivals/measure';
import type { RivalId } from '../../bench/rivals/rivals';
import { FATES, FATE_NAMES } from '../../bench/rivals/trust/judge';
import { total } from '../cost/bill';
import { PRICES } from '../cost/prices';
import type { CostReport } from '../cost/report';
import { markdownTable } from '../documents/markdown-table';
import type { Section } from '../documents/section';

const OURS: RivalId = 'ours';

/** The parts of the documents that say how this package compares with what people use instead. */
export function rivalSections(report: Pick<CostReport, 'oneFile' | 'manyFiles' | 'recordSize'>, results = rivalResults()): Section[] {
  return [
    { file: 'README.md', name: 'rivals', content: `${glance(results)}\n\n${betterElsewhere(results, report)}` },
    { file: 'docs/benchmarks.md', name: 'rivals-run', content: run(results) },
    { file: 'docs/benchmarks.md', name: 'rivals-trust', content: trust(results) },
    { file: 'docs/benchmarks.md', name: 'rivals-speed', content: speed(results) },
    { file: 'docs/benchmarks.md', name: 'rivals-timeline', content: timeline(results) },
    { file: 'docs/benchmarks.md', name: 'functions-part', content: functionsPart(results, report) },
    { file: 'docs/cost.md', name: 'rivals-cost', content: cost(results) },
    { file: 'docs/cost.md', name: 'rivals-model', content: besideTheModel(results, report) },
    { file: 'docs/cost.md', name: 'rivals-import', content: onPaper(report) },
  ];
}

function glance(results: RivalResults): string {
  const { rivals } = results;
  const shares = rivals.map(({ id }) => sharesOfDifficult(results, id));
  return markdownTable([
    ['', ...rivals.map(({ name }) => name)],
    [`of ${count(difficultRecords(results))} difficult records: stored right, or kept with a reason`, ...shares.map(({ right, kept }) => percent(right + kept))],
    ['… stored wrong or changed, without a word', ...shares.map(({ changed }) => percent(changed))],
    ['… lost without a trace', ...shares.map(({ lost }) => percent(lost))],
    ...PACKINGS.filter((packing) => packing !== 'in 1,000 files').map((packing) => [
      `US dollars for a million records ${packing}`, ...rivals.map(({ id }) => dollarsOf(results, id, packing)),
    ]),
    ['one record in a file, ms until it is stored, in the emulator', ...rivals.map(({ id }) => milliseconds(complete(results, id, ONE)))],
    ['records a second in a file of 1,000, in the emulator', ...rivals.map(({ id }) => rate(complete(results, id, THOUSAND)))],
  ]);
}

const ONE = { files: 1, recordsPerFile: 1, record: 'short' } as const;
const THOUSAND = { files: 1, recordsPerFile: 1_000, record: 'short' } as const;

/** Where others are cheaper or faster: what the table shows, in words. */
function betterElsewhere(results: RivalResults, report: Pick<CostReport, 'recordSize'>): string {
  const others = results.rivals.filter(({ id }) => id !== OURS);
  const cheaper = PACKINGS.flatMap((packing) => {
    const mine = callsOf(results, OURS, packing)!;
    const better = others.flatMap(({ id, name }) => {
      const theirs = callsOf(results, id, packing);
      return theirs !== undefined && theirs < 0.995 * mine ? [`${name} ($${dollars(theirs)} instead of $${dollars(mine)})`] : [];
    });
    return better.length > 0 ? [`For a million records ${packing}, cheaper: ${better.join(', ')}.`] : [];
  });
  const faster = [ONE, ...results.loads.filter(({ files, recordsPerFile, record }) => files === 1 && recordsPerFile > 1 && record === 'short')].flatMap((load) => {
    const mine = complete(results, OURS, load)!;
    const better = others.flatMap(({ id, name }) => {
      const theirs = complete(results, id, load);
      return theirs && theirs.ms < mine.ms ? [`${name} (${(mine.ms / theirs.ms).toFixed(1)} times)`] : [];
    });
    return better.length > 0 ? [`${count(load.recordsPerFile)} ${load.recordsPerFile === 1 ? 'record' : 'records'}: ${better.join(', ')}`] : [];
  });
  return [
    '**Where others are better:**',
    '',
    ...cheaper.map((line) => `- ${line}`),
    ...(faster.length > 0 ? [`- In the emulator, faster with a file of ${faster.join('; of ')}.`] : []),
    `- For a new table from data in its own format, DynamoDB's import is the cheapest: [$${dollars(importOf(report))} for a million records](docs/cost.md#what-dynamodb-offers-itself).`,
  ].join('\n');
}

function run({ machine, versions, corpus }: RivalResults): string {
  return `${machine.date}, ${machine.cores} cores with a load of ${machine.load} at the end, Node.js ${machine.node.replace('v', '')}; `
    + `${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}. `
    + `Scaled down for this machine: ${count(corpus.large)} records in the large file of the corpus instead of 100,000, and ${count(corpus.smallFiles)} small files instead of 10,000.`;
}

function trust(results: RivalResults): string {
  const { rivals, trust: all } = results;
  const cases = all.filter(({ rival }) => rival === OURS);
  return markdownTable([
    ['', 'records', ...rivals.map(({ name }) => name)],
    ...cases.map((one) => [
      one.name,
      count(one.records),
      ...rivals.map(({ id }) => {
        const { fates } = all.find(({ rival, case: name }) => rival === id && name === one.case)!;
        return FATES.filter((fate) => fates[fate] > 0).map((fate) => `${count(fates[fate])} ${SHORT[fate]}`).join(', ');
      }),
    ]),
    ...FATES.map((fate) => [
      `**all: ${FATE_NAMES[fate]}**`, '', ...rivals.map(({ id }) => count(all.filter(({ rival }) => rival === id).reduce((sum, { fates }) => sum + fates[fate], 0))),
    ]),
  ]);
}

const SHORT = { right: 'right', kept: 'kept', traced: 'traced', changed: '**changed**', lost: '**lost**' };

function speed(results: RivalResults): string {
  const { rivals, loads } = results;
  return markdownTable([
    ['records a second', ...rivals.map(({ name }) => name)],
    ...loads.filter(({ record }) => record === 'short').map((load) => {
      const mine = complete(results, OURS, load)!;
      return [
        load.files === 1 ? `${count(load.recordsPerFile)} in a file` : `${count(load.files)} files with one each`,
        ...rivals.map(({ id }) => {
          const one = complete(results, id, load);
          return id === OURS || !one ? rate(one) : `${rate(one)} (${(mine.ms / one.ms).toFixed(2)} ×)`;
        }),
      ];
    }),
  ]);
}

function timeline(results: RivalResults): string {
  const steps = complete(results, OURS, ONE)!.timeline!;
  const end = Math.max(...steps.map(({ begins, ms }) => begins + ms));
  return markdownTable([
    ['', 'begins after ms', 'takes ms'],
    ...steps.map(({ name, begins, ms }) => [name, String(begins), String(ms)]),
    ['**all, from the upload on**', '', `**${end}**`],
  ]);
}

/** What users notice of the validator: its part of the bill, and of the time until a file is done. */
function functionsPart(results: RivalResults, { oneFile, manyFiles }: Pick<CostReport, 'oneFile' | 'manyFiles'>): string {
  const part = (bill: Map<string, number>) => percent(bill.get('Lambda')! / total(bill));
  const { timeline: steps = [], ms } = complete(results, OURS, ONE)!;
  const validator = steps.find(({ name }) => name === 'Lambda function')!;
  return markdownTable([
    ['the functions\' part', ''],
    ['of the bill for a million records in one file', part(oneFile)],
    ['of the bill for a million files with one record each', part(manyFiles)],
    ['of the time from the upload of a file with one record until it is announced, in the emulator', percent(validator.ms / ms)],
  ]);
}

function cost(results: RivalResults): string {
  const { rivals } = results;
  return markdownTable([
    ['US dollars for a million records', ...rivals.map(({ name }) => name)],
    ...PACKINGS.flatMap((packing) => [
      [`**${packing}**`, ...rivals.map(({ id }) => dollarsOf(results, id, packing))],
      ['… times the write units alone', ...rivals.map(({ id }) => {
        const usage = usageOfMillion(results, id, packing);
        return usage ? `${(costOf(usage).calls / WRITES_ALONE).toFixed(2)} ×` : '';
      })],
      ['… and the durations in the emulator', ...rivals.map(({ id }) => {
        const usage = usageOfMillion(results, id, packing);
        return usage ? dollars(costOf(usage).durations) : '';
      })],
    ]),
  ]);
}

/** US dollars for a million items of up to 1 KB. */
const WRITES_ALONE = 1e6 * PRICES.dynamodbWrite;

const USAGE_NAMES: { readonly [member in keyof Usage]: string } = {
  standardTransition: 'Standard transitions',
  expressRequest: 'Express requests',
  lambdaRequest: 'Lambda requests',
  dynamodbWrite: 'DynamoDB write units',
  dynamodbRead: 'DynamoDB read units',
  sqsRequest: 'SQS requests',
  s3Get: 'S3 requests',
  event: 'announcements',
  s3Event: 'events of S3',
  logGigabyte: 'GB of logs',
  expressGigabyteSecond: 'Express GB-seconds, in the emulator',
  lambdaGigabyteSecond: 'Lambda GB-seconds, in the emulator',
};

/** What the emulator counted for this package, beside what the model computes from the definitions. */
function besideTheModel(results: RivalResults, { oneFile, manyFiles }: Pick<CostReport, 'oneFile' | 'manyFiles'>): string {
  const one = usageOfMillion(results, OURS, 'in one file')!;
  const many = usageOfMillion(results, OURS, 'in a million files')!;
  return [
    markdownTable([
      ['this package, a million records', 'counted, in one file', 'dollars', 'counted, in a million files', 'dollars'],
      ...MEMBERS.filter((member) => one[member] + many[member] > 0).map((member) => [
        USAGE_NAMES[member], amount(one[member]), dollars(priceOf(one, member)), amount(many[member]), dollars(priceOf(many, member)),
      ]),
    ]),
    '',
    `The model computes $${dollars(total(oneFile))} and $${dollars(total(manyFiles))}, without the events of S3; `
    + `counted are $${dollars(withoutUploads(one))} and $${dollars(withoutUploads(many))}, durations as in the emulator.`,
  ].join('\n');
}

function withoutUploads(usage: Usage): number {
  const { calls, durations } = costOf(usage);
  return calls + durations - priceOf(usage, 's3Event');
}

/** DynamoDB's own ways, which the emulator does not have. */
function onPaper(report: Pick<CostReport, 'recordSize'>): string {
  return markdownTable([
    ['on paper, a million records of 895 bytes', 'US dollars'],
    ['import from S3', dollars(importOf(report))],
    ['bulk load with AWS Glue: the write units alone, besides Glue', dollars(WRITES_ALONE)],
  ]);
}

const importOf = ({ recordSize }: Pick<CostReport, 'recordSize'>): number => recordSize * 1e6 / 1e9 * PRICES.dynamodbImportGigabyte;

function callsOf(results: RivalResults, rival: RivalId, packing: Packing): number | undefined {
  const usage = usageOfMillion(results, rival, packing);
  return usage && costOf(usage).calls;
}

function dollarsOf(results: RivalResults, rival: RivalId, packing: Packing): string {
  const calls = callsOf(results, rival, packing);
  if (calls !== undefined) return dollars(calls);
  const most = mostRecords(results, rival);
  return most ? `fails; ${dollars(costOf(most.usage).calls * 1e6 / most.recordsPerFile)} in files of ${most.recordsPerFile}` : 'fails';
}

const count = (value: number): string => value.toLocaleString('en-US');
const amount = (value: number): string => (value >= 10 || value === 0 ? count(Math.round(value)) : value.toPrecision(2));
const dollars = (value: number): string => (value > 0 && value < 0.005 ? '<0.01' : value.toFixed(2));
const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
const rate = (one: LoadResult | undefined): string => (one ? count(Number((1_000 * one.stored / one.ms).toPrecision(2))) : 'fails');
const milliseconds = (one: LoadResult | undefined): string => (one ? count(Math.round(one.ms)) : 'fails');

