import { createHash } from 'node:crypto';
import type { Backend } from '../../../../cli/desk/server/backend';
import type { CorrectedRecord, Corrections, NotSent, SendOptions, SendResult, SettleResult } from '../../../../cli/operate/corrections/corrections';
import type { Correction, LetterState, LetterStatus, TrailStep } from '../../../../cli/operate/corrections/state';
import type { Letter, OtherMessage, QueueContents } from '../../../../cli/operate/dead-letters/message';
import type { DeadLetter, HistoryRow, RecordError, TextVerdict } from '../../../../src/private/contract/messages';
import type { Reason } from '../../../../src/private/contract/reasons';

const OPERATOR = 'arn:aws:sts::123456789012:assumed-role/Operations/ada@shop.example';

/** A schema as a shop may have it: rules that `verdictOn` knows, too. */
export const SCHEMA = JSON.stringify({
  type: 'object',
  required: ['contact-info', 'order-info'],
  properties: {
    'contact-info': { type: 'object', required: ['name'], properties: { name: { type: 'string' }, email: { type: 'string', description: 'Where the receipt goes' }, phone: { type: 'string' } } },
    'order-info': {
      type: 'object',
      required: ['OrderId'],
      properties: { OrderId: { type: 'string' }, currency: { enum: ['EUR', 'GBP', 'USD'] }, total: { type: 'number' }, gift: { type: 'boolean' }, lines: { type: 'array', items: { type: 'object' } } },
    },
  },
});

export interface LetterOptions {
  readonly key?: string;
  readonly index?: number | null;
  readonly record: string | null;
  readonly reason?: Reason;
  readonly errors?: readonly RecordError[];
  readonly sent?: Date;
  readonly records?: number | null;
}

export function letter({ key = 'in/orders-0417.json', index = 0, record, reason = 'SCHEMA_VIOLATION', errors, sent = new Date(), records = 1 }: LetterOptions): Letter {
  const deadLetter: DeadLetter = {
    version: '1',
    reason,
    record,
    recordBase64: null,
    records,
    existing: null,
    pipeline: 'Sales',
    execution: 'arn:aws:states:eu-west-1:123456789012:execution:FileWorkflow:1',
    errors: errors ?? (record === null ? [] : verdictOn(record).errors),
    time: sent.toISOString(),
    source: { bucket: 'shop-uploads', key, versionId: 'v1', etag: '"e"', recordIndex: index, byteOffset: (index ?? 0) * 180, byteLength: record === null ? null : Buffer.byteLength(record), stretches: null },
  };
  const id = createHash('sha256').update(JSON.stringify(deadLetter.source)).digest('hex').slice(0, 32);
  return { id, deadLetter, messages: 1, message: { messageId: id, body: JSON.stringify(deadLetter), attributes: {}, sent } };
}

/** What the validator of this pipeline says. */
export function verdictOn(text: string): TextVerdict {
  const rejected = (reason: 'MALFORMED_JSON' | 'SCHEMA_VIOLATION', errors: RecordError[]): TextVerdict => ({ verdict: 'rejected', records: 1, key: null, contentHash: null, version: null, reason, errors });
  let record: { [member: string]: { [member: string]: unknown } | undefined } | null;
  try {
    record = JSON.parse(text) as typeof record;
  } catch {
    return rejected('MALFORMED_JSON', [{ pointer: '', keyword: 'json', message: 'must be valid JSON' }]);
  }
  const order = record?.['order-info'];
  const errors: RecordError[] = [];
  if (record?.['contact-info'] === undefined) errors.push({ pointer: '/contact-info', keyword: 'required', message: 'must have required property contact-info' });
  if (order === undefined) errors.push({ pointer: '/order-info', keyword: 'required', message: 'must have required property order-info' });
  if (order?.currency !== undefined && !['EUR', 'GBP', 'USD'].includes(String(order.currency))) errors.push({ pointer: '/order-info/currency', keyword: 'enum', message: 'must be equal to one of the allowed values' });
  if (order?.total !== undefined && typeof order.total !== 'number') errors.push({ pointer: '/order-info/total', keyword: 'type', message: 'must be number' });
  if (errors.length > 0) return rejected('SCHEMA_VIOLATION', errors);
  return { verdict: 'accepted', records: 1, key: { orderId: String(order!.OrderId) }, contentHash: 'hash', version: null, reason: null, errors: [] };
}

export interface FakePipelineOptions {
  readonly letters?: readonly Letter[];
  readonly others?: readonly OtherMessage[];
  readonly rows?: readonly HistoryRow[];
  readonly sensitiveMembers?: readonly string[];
  /** What becomes of the record that is sent. @default stored */
  readonly endOf?: (record: CorrectedRecord) => Extract<LetterStatus, 'stored' | 'repeated' | 'superseded' | 'rejected'>;
  /** Rounds of settling until a correction has an end. @default 1 */
  readonly rounds?: number;
}

/** A pipeline in memory. It keeps the promises of the interfaces, as far as a page can see. */
export class FakePipeline implements Backend {
  public readonly region = 'eu-west-1';
  public readonly operator = OPERATOR;
  public readonly entry: Backend['entry'];
  public readonly drafts = new Map<string, string>();
  public readonly steps: TrailStep[] = [];
  /** Texts that were sent, in order. */
  public readonly sent: CorrectedRecord[] = [];
  public readonly states = new Map<string, LetterState>();
  public asked = 0;
  private letters: Letter[];
  private readonly taken = new Map<string, Letter>();
  private readonly open = new Map<string, { records: readonly CorrectedRecord[]; rounds: number }>();
  private readonly made: Correction[] = [];
  private readonly options: FakePipelineOptions;

  public readonly queue: Backend['queue'] = {
    read: async (): Promise<QueueContents> => {
      const others = this.options.others ?? [];
      return { letters: [...this.letters], others, hidden: 0, complete: true, at: new Date() };
    },
    size: async () => ({ visible: this.letters.length, hidden: 0 }),
  };

  public readonly files: Backend['files'] = {
    recent: async ({ since, limit, status }) => (this.options.rows ?? [])
      .filter((row) => new Date(row.uploaded) >= since && (status === undefined || row.status === status))
      .slice(0, limit),
    versionsOf: async () => [],
    rowOf: async () => undefined,
    endOf: async () => undefined,
    stuck: async (before) => (this.options.rows ?? []).filter(({ status, begun }) => status === 'processing' && new Date(begun) < before),
  };

  public readonly source: Backend['source'] = {
    bytesOf: async ({ deadLetter }) => deadLetter.record === null ? undefined : Buffer.from(deadLetter.record),
    neighbourhood: async () => ({ before: Buffer.from('{"orders":[{"contact-info":{"name":"Łucja Żak"},"order-info":{"OrderId":"A-10416"}},\n'), after: Buffer.from(',\n{"contact-info":{"name":"Ada"},"order-info":{"OrderId":"A-10418"}}]}') }),
  };

  public readonly validator: Backend['validator'] = {
    ask: async (texts) => {
      this.asked += texts.length;
      return texts.map(verdictOn);
    },
    schema: async () => ({ schema: SCHEMA, references: [] }),
  };

  public readonly corrections: Corrections = {
    states: async (ids) => new Map(ids.flatMap((id) => this.states.has(id) ? [[id, this.states.get(id)!] as const] : [])),
    send: async (records, options) => this.send(records, options),
    settle: async () => this.settle(),
    discard: async (letters, why) => {
      letters.forEach(({ id }) => this.enter(id, 'discarded', { why }));
      this.take(letters.map(({ id }) => id));
      return { discarded: letters.length, notDiscarded: [] };
    },
    restore: async (ids, why) => {
      for (const id of ids) {
        this.states.delete(id);
        this.step(id, 'restored', { why });
        this.letters.push(this.taken.get(id)!);
      }
      return ids.length;
    },
    trail: async (id) => this.steps.filter(({ letterId }) => letterId === id),
    recent: async (limit) => [...this.made].reverse().slice(0, limit),
    note: async (ids, what, why) => ids.forEach((id) => this.step(id, what, { why })),
    draft: async (id) => this.drafts.get(id) ?? null,
    saveDraft: async (id, text) => void (text === null ? this.drafts.delete(id) : this.drafts.set(id, text)),
  };

  constructor(options: FakePipelineOptions = {}) {
    this.options = options;
    this.letters = [...options.letters ?? []];
    this.entry = {
      pipeline: 'Sales',
      bucket: 'shop-uploads',
      objectKeyPrefix: 'in/',
      objectKeySuffix: '.json',
      table: 'orders',
      historyTable: 'history',
      historyRetentionDays: 90,
      sensitiveMembers: options.sensitiveMembers ?? [],
      recordsPointer: '/orders',
    } as unknown as Backend['entry'];
  }

  /** Somebody uploads a file with such records. */
  public arrive(...letters: readonly Letter[]): void {
    this.letters.push(...letters);
  }

  private send(records: readonly CorrectedRecord[], { why, recipe }: SendOptions): SendResult {
    const notSent: NotSent[] = [];
    const free = records.filter(({ letter: { id }, after, letter: of }) => {
      if (this.states.has(id)) notSent.push({ letter: of, why: 'taken', message: 'Somebody else has it.' });
      else if (verdictOn(after).verdict !== 'accepted') notSent.push({ letter: of, why: 'rejected', message: verdictOn(after).errors[0].message });
      else return true;
      return false;
    });
    if (free.length === 0) return { corrections: [], notSent };
    const id = `01JDESK${String(this.made.length).padStart(19, '0')}`;
    const correction: Correction = {
      id,
      status: 'sent',
      key: `in/corrections/${id}.json`,
      versionId: 'v',
      etag: '"e"',
      letterIds: free.map(({ letter: { id: of } }) => of),
      who: OPERATOR,
      why,
      recipe: recipe ?? null,
      when: new Date(),
    };
    this.made.push(correction);
    this.open.set(id, { records: free, rounds: this.options.rounds ?? 1 });
    free.forEach((record, index) => {
      this.sent.push(record);
      this.drafts.delete(record.letter.id);
      this.enter(record.letter.id, 'sent', { why, correctionId: id, index });
      this.step(record.letter.id, 'corrected', { why, correctionId: id, file: correction.key, before: record.before, after: record.after });
    });
    return { corrections: [correction], notSent };
  }

  private async settle(): Promise<SettleResult> {
    // As long as a round takes at least.
    await new Promise((resolve) => setTimeout(resolve, 150));
    let deleted = 0;
    for (const [id, { records, rounds }] of [...this.open]) {
      if (rounds > 0) {
        this.open.set(id, { records, rounds: rounds - 1 });
        continue;
      }
      this.open.delete(id);
      records.forEach(({ letter: of, after }, index) => {
        const end = this.options.endOf?.({ letter: of, before: '', after }) ?? 'stored';
        const answer = end === 'rejected' ? letter({ key: `in/corrections/${id}.json`, index, record: after, reason: 'KEY_CONFLICT', errors: [{ pointer: '', keyword: 'KEY_CONFLICT', message: 'another record with this table key is stored' }] }) : null;
        if (answer) this.letters.push(answer);
        this.enter(of.id, end, { correctionId: id, index, answer: answer?.id ?? null });
        this.step(of.id, end, { correctionId: id, answer: answer?.id ?? null });
      });
      this.take(records.map(({ letter: { id: of } }) => of));
      deleted += records.length;
      const at = this.made.findIndex((each) => each.id === id);
      this.made[at] = { ...this.made[at], status: 'done' };
    }
    const states = [...this.states.values()];
    return { settled: states.filter(({ status }) => status !== 'sent'), open: states.filter(({ status }) => status === 'sent'), deleted, problems: [] };
  }

  private take(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.letters.filter(({ id }) => gone.has(id)).forEach((each) => this.taken.set(each.id, each));
    this.letters = this.letters.filter(({ id }) => !gone.has(id));
  }

  private enter(letterId: string, status: LetterStatus, rest: Partial<LetterState>): void {
    this.states.set(letterId, { correctionId: null, index: null, answer: null, who: OPERATOR, why: '', when: new Date(), ...rest, letterId, status });
    if (status === 'discarded') this.step(letterId, 'discarded', { why: rest.why });
  }

  private step(letterId: string, what: TrailStep['what'], rest: Partial<TrailStep>): void {
    this.steps.push({ why: '', correctionId: null, file: null, before: null, after: null, answer: null, who: OPERATOR, when: new Date(), ...rest, letterId, what });
  }
}
