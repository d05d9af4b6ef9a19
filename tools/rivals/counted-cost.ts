import { complete } from './results';
import type { LoadResult } from '../../bench/rivals/load/load';
import type { Usage } from '../../bench/rivals/load/usage';
import type { RivalResults } from '../../bench/rivals/measure';
import type { RivalId } from '../../bench/rivals/rivals';
import { PRICES } from '../cost/prices';

const MILLION = 1_000_000;
const THOUSAND = 1_000;

/** US dollars for a million records of 895 bytes, from counted calls. */
export interface CountedCost {
  /** Everything that is billed by number: exact. */
  readonly calls: number;
  /** Durations in the emulator, which differ from those on AWS. */
  readonly durations: number;
}

/** How a million records come: in one file, in a thousand files, in a million files. */
export const PACKINGS = ['in one file', 'in 1,000 files', 'in a million files'] as const;
export type Packing = typeof PACKINGS[number];

const PRICE_OF: { readonly [member in keyof Usage]: number } = {
  standardTransition: PRICES.standardTransition,
  expressRequest: PRICES.expressRequest,
  lambdaRequest: PRICES.lambdaRequest,
  dynamodbWrite: PRICES.dynamodbWrite,
  dynamodbRead: PRICES.dynamodbRead,
  sqsRequest: PRICES.sqsRequest,
  s3Get: PRICES.s3Get,
  event: PRICES.event,
  s3Event: PRICES.event,
  logGigabyte: PRICES.logGigabyte,
  expressGigabyteSecond: PRICES.expressGigabyteSecond,
  lambdaGigabyteSecond: PRICES.lambdaGigabyteSecond,
};
const DURATIONS: ReadonlyArray<keyof Usage> = ['expressGigabyteSecond', 'lambdaGigabyteSecond'];
export const MEMBERS = Object.keys(PRICE_OF) as Array<keyof Usage>;

/** What a million records use; undefined if the alternative can't take them like this. */
export function usageOfMillion(results: RivalResults, rival: RivalId, packing: Packing): Usage | undefined {
  const loads = results.loads.filter(({ record }) => record === 'kilobyte');
  switch (packing) {
    case 'in one file': {
      const [smaller, larger] = loads.filter(({ files, recordsPerFile }) => files === 1 && recordsPerFile >= THOUSAND)
        .flatMap((load) => complete(results, rival, load) ?? []).sort((one, other) => one.recordsPerFile - other.recordsPerFile).slice(-2);
      // What a file costs besides its records is too little to be seen in a file of a million.
      if (!larger) return undefined;
      const times = MILLION / (larger.recordsPerFile - smaller.recordsPerFile);
      return combined((member) => (larger.usage[member] - smaller.usage[member]) * times);
    }
    case 'in 1,000 files': return scaled(complete(results, rival, { files: 1, recordsPerFile: THOUSAND, record: 'kilobyte' }), THOUSAND);
    case 'in a million files': {
      const load = loads.find(({ recordsPerFile }) => recordsPerFile === 1);
      return load && scaled(complete(results, rival, load), MILLION / load.files);
    }
  }
}

export function costOf(usage: Usage): CountedCost {
  const priced = (members: ReadonlyArray<keyof Usage>) => members.reduce((sum, member) => sum + usage[member] * PRICE_OF[member], 0);
  return { calls: priced(MEMBERS.filter((member) => !DURATIONS.includes(member))), durations: priced(DURATIONS) };
}

/** US dollars for one member of a usage. */
export const priceOf = (usage: Usage, member: keyof Usage): number => usage[member] * PRICE_OF[member];

/** The most records of 895 bytes in one file that an alternative has stored, if it has not stored all loads. */
export function mostRecords(results: RivalResults, rival: RivalId): LoadResult | undefined {
  const stored = results.loads.filter(({ record, files }) => record === 'kilobyte' && files === 1).map((load) => complete(results, rival, load));
  return stored.includes(undefined) ? stored.filter((one) => one !== undefined).sort((a, b) => b.recordsPerFile - a.recordsPerFile)[0] : undefined;
}

function scaled(load: LoadResult | undefined, times: number): Usage | undefined {
  return load && combined((member) => load.usage[member] * times);
}

function combined(of: (member: keyof Usage) => number): Usage {
  return Object.fromEntries(MEMBERS.map((member) => [member, of(member)])) as unknown as Usage;
}
