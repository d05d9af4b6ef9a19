import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateStateMachineCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { median } from '../../bench/statistics';
import { table } from '../../cli/terminal/table';
import { ACCOUNT, Clients, Emulator } from '../emulator';

/*
 * How long a workflow takes to put the items of one answer into a table: each by itself under the condition of REJECT or OVERWRITE,
 * as the pipeline does, or 25 at a time with BatchWriteItem, which takes no condition. On the emulator: compare the rows of one run.
 *
 *   npx tsx tools/insert-calls/main.ts [RUNS]     without one: 9
 */

const ITEMS = 400;
const AT_A_TIME = 40;
const BATCH_WRITE_ITEMS = 25;
const TableName = 'items';

const put = (parameters: object) => ({
  Type: 'Task',
  QueryLanguage: 'JSONata',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem',
  Arguments: { TableName, Item: '{% $states.input %}', ...parameters },
  End: true,
});

/** Ways to write, each with what a Map hands to one call. */
const WAYS: { readonly [way: string]: { readonly task: object; readonly items: (items: object[]) => unknown[] } } = {
  'BatchWriteItem, 25 items': {
    task: {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:batchWriteItem',
      Arguments: { RequestItems: { [TableName]: '{% $states.input %}' } },
      End: true,
    },
    items: (items) => Array.from({ length: Math.ceil(items.length / BATCH_WRITE_ITEMS) }, (_, chunk) => (
      items.slice(chunk * BATCH_WRITE_ITEMS, (chunk + 1) * BATCH_WRITE_ITEMS).map((Item) => ({ PutRequest: { Item } }))
    )),
  },
  'PutItem, condition of REJECT': {
    task: put({ ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': 'id' } }),
    items: (items) => items,
  },
  'PutItem, condition of OVERWRITE': {
    task: put({
      ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
      ExpressionAttributeNames: { '#version': '_version' },
      ExpressionAttributeValues: { ':version': '{% $states.input._version %}' },
      ReturnValues: 'ALL_OLD',
    }),
    items: (items) => items,
  },
};

async function main(runs: number): Promise<void> {
  const emulator = await Emulator.start();
  const clients = new Clients(emulator);
  try {
    await clients.dynamodb.send(new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }));
    const machines = new Map<string, string>();
    for (const [index, [way, { task }]] of Object.entries(WAYS).entries()) {
      const Insert = { Type: 'Map', ItemProcessor: { StartAt: 'Put', States: { Put: task } }, MaxConcurrency: AT_A_TIME, End: true };
      const { stateMachineArn } = await clients.sfn.send(new CreateStateMachineCommand({
        name: `way-${index}`,
        type: 'EXPRESS',
        definition: JSON.stringify({ StartAt: 'Insert', States: { Insert } }),
        roleArn: `arn:aws:iam::${ACCOUNT}:role/any`,
      }));
      machines.set(way, stateMachineArn!);
    }

    const times = new Map<string, number[]>();
    // The ways take turns, so that what else the machine does slows all of them.
    for (let run = 0; run <= runs; run++) {
      for (const [way, { items }] of Object.entries(WAYS)) {
        const ofRun = Array.from({ length: ITEMS }, (_, n) => ({ id: { S: `${way} ${run} ${n}` }, _version: { N: '1' }, note: { S: 'x'.repeat(400) } }));
        const input = JSON.stringify(items(ofRun));
        const begun = performance.now();
        const { status, cause } = await clients.sfn.send(new StartSyncExecutionCommand({ stateMachineArn: machines.get(way), input }));
        if (status !== 'SUCCEEDED') throw new Error(`${way}: ${status}, ${cause}`);
        // The first run warms up.
        if (run > 0) times.set(way, [...times.get(way) ?? [], performance.now() - begun]);
      }
    }

    const batched = median(times.get(Object.keys(WAYS)[0])!);
    const rows = [...times].map(([way, all]) => [way, `${Math.round(median(all))} ms`, `${(median(all) / batched).toFixed(1)} ×`]);
    console.log(`${ITEMS} items, ${AT_A_TIME} calls at a time, median of ${runs} runs on the emulator:\n`);
    console.log(table(rows, [{}, { align: 'right' }, { align: 'right' }]).join('\n'));
  } finally {
    clients.destroy();
    await emulator.stop();
  }
}

void main(Number(process.argv[2] ?? 9));
