import { parseArgs } from 'node:util';
import { DescribeExecutionCommand, GetExecutionHistoryCommand, ListExecutionsCommand, ListMapRunsCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { Deployment } from '../support/deployment';

/** What AWS documents of Step Functions: bytes of a state's data, and events in the history of a Standard execution. */
const MAX_PAYLOAD = 262_144;
const MAX_EVENTS = 25_000;

const { values } = parseArgs({ options: { records: { type: 'string', default: '1000000' } } });
const total = Number(values.records);

/** One file with that many records, every hundredth of them invalid. */
function file(): Buffer {
  const lines: string[] = [];
  for (let i = 0; i < total; i++) {
    const contact = i % 100 === 99 ? '' : `"contact-info":{"name":"Customer ${i}","email":"c${i}@shop.example"},`;
    lines.push(`{${contact}"order-info":{"OrderId":"order-${i}","item-id":"item-${i % 977}","qty":${1 + (i % 9)}}}`);
  }
  return Buffer.from(lines.join('\n'));
}

/** The largest data that any event of a history carries, in bytes. */
function largestPayload(events: HistoryEvent[]): number {
  const sizes = events.flatMap((event) => Object.values(event))
    .flatMap((details) => (typeof details === 'object' && details !== null ? [details.input, details.output] : []))
    .map((data) => (typeof data === 'string' ? Buffer.byteLength(data) : 0));
  return Math.max(0, ...sizes);
}

async function main(): Promise<void> {
  const deployment = await Deployment.of({ Scale: () => ({}) });
  try {
    const pipeline = deployment.pipeline('Scale');
    const { sfn } = deployment.clients;
    const body = file();
    const history = async (executionArn: string): Promise<HistoryEvent[]> => {
      const events: HistoryEvent[] = [];
      for (let nextToken: string | undefined; ;) {
        const page = await sfn.send(new GetExecutionHistoryCommand({ executionArn, nextToken, maxResults: 1000 }));
        events.push(...page.events ?? []);
        if (!(nextToken = page.nextToken)) {
          return events;
        }
      }
    };

    console.log(`${total} records, ${(body.length / 1e6).toFixed(1)} MB`);
    const start = Date.now();
    await pipeline.put('scale.jsonl', body);
    const { detail } = await pipeline.announcement('scale.jsonl', 4 * 3600);
    const seconds = (Date.now() - start) / 1000;

    const [fanOut] = await pipeline.executions('fanOutWorkflow');
    const own = await history(fanOut.arn);
    const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn: fanOut.arn }));
    let children = 0;
    let largest = largestPayload(own);
    for (const { mapRunArn } of mapRuns) {
      for (let nextToken: string | undefined; ;) {
        const page = await sfn.send(new ListExecutionsCommand({ mapRunArn, nextToken }));
        for (const { executionArn } of page.executions ?? []) {
          children++;
          const { input = '', output = '', error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
          if (error) console.error(`${executionArn} failed: ${error}: ${cause}`);
          largest = Math.max(largest, Buffer.byteLength(input), Buffer.byteLength(output), largestPayload(await history(executionArn!)));
        }
        if (!(nextToken = page.nextToken)) {
          break;
        }
      }
    }

    console.log(`counts             ${JSON.stringify({
      records: detail.records, inserted: detail.inserted, repeated: detail.repeated, rejected: detail.rejected, conflicts: detail.conflicts,
    })}`);
    console.log(`largest payload    ${largest} bytes of ${MAX_PAYLOAD} (${percent(largest / MAX_PAYLOAD)})`);
    console.log(`turns              ${mapRuns.length}`);
    console.log(`children           ${children}, up to 600 a turn`);
    console.log(`history            ${own.length} events of ${MAX_EVENTS} (${percent(own.length / MAX_EVENTS)})`);
    console.log(`time               ${seconds.toFixed(0)} s on the emulator, ${(total / seconds).toFixed(0)} records a second`);
    for (const records of [10_000_000, 100_000_000]) {
      plan(records, body.length / total);
    }
    const sum = detail.inserted + detail.repeated + detail.rejected + detail.conflicts;
    if (detail.records !== total || sum !== total || largest > MAX_PAYLOAD || own.length > MAX_EVENTS) {
      console.error(`A count or a limit is off: ${JSON.stringify(detail)}`);
      process.exitCode = 1;
    }
  } finally {
    await deployment.stop();
  }
}

/** By the rules of the splitter: batches of 1 MiB or a 2,000th of the file, 600 of them a turn, some 15 events a turn. */
function plan(records: number, bytesPerRecord: number): void {
  const bytes = records * bytesPerRecord;
  const batch = Math.max(1024 * 1024, bytes / 2000);
  const batches = Math.ceil(bytes / batch);
  const turns = Math.ceil(batches / 600);
  console.log(`${`plan for ${(records / 1e6).toFixed(0)} M`.padEnd(19)}${(bytes / 1e9).toFixed(1)} GB, ${batches} batches of ${(batch / 1e6).toFixed(1)} MB, `
    + `${turns} turns, about ${15 + 15 * turns} events`);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

void main();
