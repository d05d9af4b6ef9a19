import type { Packing } from './counted-cost';
import { MEMBERS, PACKINGS, costOf, mostRecords, priceOf, usageOfMillion } from './counted-cost';
import type { ExpectedTimes } from './expected-times';
import { importGigabytes } from './import-size';
import { complete, difficultRecords, leftOut, rivalResults, sharesOfDifficult, shortLoads } from './results';
import type { Load } from '../../bench/rivals/load/load';
import type { Usage } from '../../bench/rivals/load/usage';
import type { RivalResults } from '../../bench/rivals/measure';
import type { RivalId } from '../../bench/rivals/rivals';
import type { Fate } from '../../bench/rivals/trust/judge';
import { FATES, FATE_NAMES } from '../../bench/rivals/trust/judge';
import { total } from '../cost/bill';
import { PRICES } from '../cost/prices';
import type { CostReport } from '../cost/report';
import { markdownTable } from '../documents/markdown-table';
import type { Section } from '../documents/section';

const OURS: RivalId = 'ours';

/** The parts of the documents that say how this package compares with what people use instead. */
export function rivalSections(report: Pick<CostReport, 'oneFile' | 'manyFiles'>, expected: ExpectedTimes, results = rivalResults()): Section[] {
  return [
    { file: 'README.md', name: 'rivals', content: `${glance(results, expected)}\n\n${betterElsewhere(results, expected)}` },
    { file: 'docs/benchmarks.md', name: 'rivals-run', content: run(results) },
    { file: 'docs/benchmarks.md', name: 'rivals-trust', content: trust(results) },
    { file: 'docs/benchmarks.md', name: 'rivals-speed', content: speed(results) },
    { file: 'docs/benchmarks.md', name: 'rivals-expected', content: expectedOnAws(results, expected) },
    { file: 'docs/benchmarks.md', name: 'rivals-timeline', content: timeline(results) },
    { file: 'docs/benchmarks.md', name: 'functions-part', content: functionsPart(results, report) },
    { file: 'docs/cost.md', name: 'rivals-cost', content: cost(results) },
    { file: 'docs/cost.md', name: 'rivals-model', content: besideTheModel(results, report) },
    { file: 'docs/cost.md', name: 'rivals-import', content: onPaper() },
  ];
}

function glance(results: RivalResults, expected: ExpectedTimes): string {
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
    ...expected.filter(({ records }) => IN_GLANCE.includes(records)).map(({ records, seconds }) => [
      `seconds for ${records === 1 ? 'a record' : `${count(records)} records`} in a file, computed for AWS`,
      ...rivals.map(({ id }) => shortSeconds(seconds[id])),
    ]),
  ]);
}

/** Numbers of records. */
const IN_GLANCE = [1, 100_000];

const ONE = { files: 1, recordsPerFile: 1, record: 'short' } as const;
const THOUSAND = { files: 1, recordsPerFile: 1_000, record: 'short' } as const;

/** Where others are cheaper or faster: what the tables show, in words. */
function betterElsewhere(results: RivalResults, expected: ExpectedTimes): string {
  const others = results.rivals.filter(({ id }) => id !== OURS);
  const cheaper = PACKINGS.flatMap((packing) => {
    const mine = callsOf(results, OURS, packing)!;
    const better = others.flatMap(({ id, name }) => {
      const theirs = callsOf(results, id, packing);
      return theirs !== undefined && theirs < 0.995 * mine ? [`${name} ($${dollars(theirs)} instead of $${dollars(mine)})`] : [];
    });
    return better.length > 0 ? [`For a million records ${packing}, cheaper: ${better.join(', ')}.`] : [];
  });
  const isFaster = (id: RivalId) => shortLoads(results).some(({ ms, ...load }) => (complete(results, id, load)?.ms ?? Infinity) < ms);
  const faster = others.filter(({ id }) => isFaster(id));
  const fasterOnAws = expected.flatMap(({ records, seconds }) => {
    return timesFaster(records, others.map(({ id, name }) => ({ name, times: seconds.ours / (seconds[id] ?? Infinity) })));
  });
  return [
    '**Where others are better:**',
    '',
    ...cheaper.map((line) => `- ${line}`),
    `- Faster on AWS, [as computed](docs/benchmarks.md#speed), with a file of ${fasterOnAws.join('; of ')}.`,
    ...(faster.length > 0 ? [`- Faster in the emulator, with files of [some sizes](docs/benchmarks.md#speed): ${faster.map(({ name }) => name).join(', ')}.`] : []),
    `- For a new table from data in its own format, DynamoDB's import is the cheapest: [$${dollars(importCost())} for a million records](docs/cost.md#what-dynamodb-offers-itself).`,
  ].join('\n');
}

/** The alternatives that are faster by more than a tenth. */
function timesFaster(records: number, others: ReadonlyArray<{ readonly name: string; readonly times: number }>): string[] {
  const better = others.filter(({ times }) => times > 1.1).map(({ name, times }) => `${name} (${times.toFixed(1)} times)`);
  return better.length > 0 ? [`${count(records)} ${records === 1 ? 'record' : 'records'}: ${better.join(', ')}`] : [];
}

function run({ machine, versions }: RivalResults): string {
  return `${machine.date}, ${machine.cores} cores with a load of ${machine.load} at the end, Node.js ${machine.node.replace('v', '')}; `
    + `${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}.`;
}

function trust(results: RivalResults): string {
  const { rivals, trust: all, skipped } = results;
  const cases = all.filter(({ rival }) => rival === OURS);
  const cell = (rival: RivalId, id: string): string => {
    const one = all.find((result) => result.rival === rival && result.case === id);
    if (!one) return notRun(skipped.find((left) => left.rival === rival && left.case === id)!.wouldTakeMs);
    return FATES.filter((fate) => one.fates[fate] > 0).map((fate) => `${count(one.fates[fate])} ${SHORT[fate]}`).join(', ');
  };
  const ids = cases.map(({ case: id }) => id);
  const together = (rival: RivalId, fate: Fate) => all.filter((one) => one.rival === rival && ids.includes(one.case))
    .reduce((sum, { fates }) => sum + fates[fate], 0);
  return markdownTable([
    ['', 'records', ...rivals.map(({ name }) => name)],
    ...cases.map(({ case: id, name, records }) => [name, count(records), ...rivals.map((rival) => cell(rival.id, id))]),
    ...FATES.map((fate) => [
      `**all: ${FATE_NAMES[fate]}**`, '', ...rivals.map(({ id }) => count(together(id, fate))),
    ]),
  ]);
}

const SHORT = { right: 'right', kept: 'kept', traced: 'traced', changed: '**changed**', lost: '**lost**' };

function speed(results: RivalResults): string {
  const { rivals } = results;
  return markdownTable([
    ['records a second', ...rivals.map(({ name }) => name)],
    ...shortLoads(results).map(({ ms, ...load }) => [
      load.files === 1 ? `${count(load.recordsPerFile)} in a file` : `${count(load.files)} files with one each`,
      ...rivals.map(({ id }) => {
        const one = complete(results, id, load);
        return id === OURS || !one ? rate(results, id, load) : `${rate(results, id, load)} (${(ms / one.ms).toFixed(2)} ×)`;
      }),
    ]),
  ]);
}

/** The same on AWS, computed. */
function expectedOnAws({ rivals }: RivalResults, expected: ExpectedTimes): string {
  return markdownTable([
    ['seconds for one file, computed', ...rivals.map(({ name }) => name)],
    ...expected.map(({ records, seconds }) => [
      `${count(records)} ${records === 1 ? 'record' : 'records'}`,
      ...rivals.map(({ id }) => `${shortSeconds(seconds[id])}${id === OURS || seconds[id] === undefined ? '' : ` (${(seconds.ours / seconds[id]).toFixed(2)} ×)`}`),
    ]),
  ]);
}

/** The states of one file, with one record and with a thousand. */
function timeline(results: RivalResults): string {
  const [one, thousand] = [ONE, THOUSAND].map((load) => complete(results, OURS, load)!.timeline!);
  const end = (steps: typeof one) => Math.max(...steps.map(({ begins, ms }) => begins + ms));
  return markdownTable([
    ['', 'one record: begins after ms', 'takes ms', '1,000 records: times', 'runs for ms'],
    ...one.map(({ name, begins, ms }) => {
      const same = thousand.find((step) => step.name === name);
      return [name, String(begins), String(ms), same ? count(same.times) : '0', same ? count(same.ms) : '0'];
    }),
    ['**all, from the upload on**', '', `**${end(one)}**`, '', `**${count(end(thousand))}**`],
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
function onPaper(): string {
  return markdownTable([
    ['on paper, a million records of 895 bytes', 'US dollars'],
    [`import from S3, of ${importGigabytes().toFixed(2)} GB of DynamoDB JSON`, dollars(importCost())],
    ['bulk load with AWS Glue: the write units alone, besides Glue', dollars(WRITES_ALONE)],
  ]);
}

const importCost = (): number => importGigabytes() * PRICES.dynamodbImportGigabyte;

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
const shortSeconds = (seconds: number | undefined): string => (seconds === undefined ? 'fails' : seconds < 10 ? seconds.toFixed(2) : count(Math.round(seconds)));
const notRun = (ms: number): string => `not run: would take ${Math.ceil(ms / 60_000)} min`;

function rate(results: RivalResults, rival: RivalId, load: Load): string {
  const one = complete(results, rival, load);
  return one ? count(Number((1_000 * one.stored / one.ms).toPrecision(2))) : missing(results, rival, load);
}

function missing(results: RivalResults, rival: RivalId, load: Load): string {
  const ms = leftOut(results, rival, load);
  return ms === undefined ? 'fails' : notRun(ms);
}
