import { Writable } from 'node:stream';
import { recipeFiles, runVerb } from './support/dlq';
import { discardDeadLetters } from '../../../cli/commands/dead-letters/discard';
import { editDeadLetters } from '../../../cli/commands/dead-letters/edit';
import { exportDeadLetters } from '../../../cli/commands/dead-letters/export';
import { fixDeadLetters } from '../../../cli/commands/dead-letters/fix';
import { listDeadLetters } from '../../../cli/commands/dead-letters/list';
import { recheckDeadLetters } from '../../../cli/commands/dead-letters/recheck';
import { restoreDeadLetters } from '../../../cli/commands/dead-letters/restore';
import { resubmitDeadLetters } from '../../../cli/commands/dead-letters/resubmit';
import { settleCorrections } from '../../../cli/commands/dead-letters/settle';
import { showDeadLetter } from '../../../cli/commands/dead-letters/show';
import { file, operator, wrong } from '../operate/support/operator';
import type { WorldOptions } from '../operate/support/world';
import { World } from '../operate/support/world';

const recipe = recipeFiles();
const QTY = { name: 'qty as a number', when: [{ path: '/qty', equals: '1' }], operations: [{ op: 'replace', path: '/qty', value: 1 }] };
const SEND = { yes: true, wait: 60_000, samples: 3 };
const ALL = { all: true };

async function worldWith(records: string[], options: WorldOptions = {}): Promise<World> {
  const world = new World(options);
  world.upload('in/a.json', file(...records));
  await world.process();
  return world;
}

const idsIn = async (world: World) => (await operator(world).read()).letters.map(({ id }) => id);

describe('list', () => {
  test('says that there is nothing', async () => {
    const { result, stdout } = await runVerb(new World(), async (context) => listDeadLetters(context, [], {}));

    expect({ result, stdout }).toEqual({ result: 0, stdout: '✔ Sales has no dead letters.\n' });
  });

  test('shows groups, and other messages', async () => {
    const world = await worldWith([wrong('1'), wrong('2'), '{"id":""}']);
    world.queue.send('{"hello":1}', {});

    const { result, stdout } = await runVerb(world, async (context) => listDeadLetters(context, [], {}));

    expect(result).toBe(1);
    expect(stdout).toMatch(/^Sales · 3 dead letters \(3 records\) in 2 groups · oldest /);
    expect(stdout).toMatch(/[0-9a-f]{4} +SCHEMA_VIOLATION {2}\/qty +must be integer +2 {2}/);
    expect(stdout).toContain('1 other message, left alone: Not a dead letter');
  });

  test('prints lines of JSON', async () => {
    const { lines } = await runVerb(await worldWith([wrong('1'), wrong('2')]), async (context) => listDeadLetters(context, [], {}), { json: true });

    expect(lines).toMatchObject([{ group: expect.stringMatching(/^[0-9a-f]{4}$/) as unknown, reason: 'SCHEMA_VIOLATION', pointer: '/qty', deadLetters: 2, records: 2, files: [{ key: 'in/a.json', letters: 2 }] }]);
  });

  test('shows the dead letters of a group, and who has them', async () => {
    const world = await worldWith([wrong('1'), wrong('2')]);
    const { lines: [{ group }] } = await runVerb(world, async (context) => listDeadLetters(context, [], {}), { json: true });

    const { stdout } = await runVerb(world, async (context) => listDeadLetters(context, [String(group)], {}));

    expect(stdout).toMatch(/^2 dead letters\n/);
    expect(stdout).toContain('in/a.json, record 2, 20 bytes from byte 32');
  });

  test('an object key can\'t speak to the terminal', async () => {
    const world = new World();
    world.upload('in/\u001b[2J.json', file(wrong('1')));
    await world.process();

    const { stdout } = await runVerb(world, async (context) => listDeadLetters(context, [], {}));

    expect(stdout).toContain('in/\\u{1b}[2J.json');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('show', () => {
  test('marks what is wrong in the record', async () => {
    const world = await worldWith(['{"id":"0","qty":0}', '{\n  "id": "1",\n  "qty": "1"\n}', '{"id":"2","qty":2}']);
    const [id] = await idsIn(world);

    const { result, stdout } = await runVerb(world, async (context) => showDeadLetter(context, id.slice(0, 6), {}));

    expect(result).toBe(0);
    expect(stdout).toContain('SCHEMA_VIOLATION: does not match the schema\n  correct the record or the schema\n');
    expect(stdout).toContain('✘ 3 │   "qty": "1"\n    │          ^^^ /qty must be integer (type)\n');
    expect(stdout).toContain('{"id":"0","qty":0},');
    expect(stdout).toContain(id);
  });

  test('marks the place from which on it is not valid JSON, and masks everything if members are sensitive', async () => {
    const world = await worldWith(['{"id":"1","qty":oops}']);
    const [id] = await idsIn(world);

    const open = await runVerb(world, async (context) => showDeadLetter(context, id, {}));
    const masked = await runVerb(world, async (context) => showDeadLetter(context, id, {}), { entry: { sensitiveMembers: ['/id'] } });

    expect(open.stdout).toMatch(/│ \{"id":"1","qty":oops\}\]?\}?\n +│ {17}\^/);
    expect(masked.stdout).not.toContain('oops');
  });

  test('masks sensitive members until somebody reveals them, which is noted', async () => {
    const world = await worldWith([wrong('secret-1')]);
    const [id] = await idsIn(world);
    const entry = { sensitiveMembers: ['/id'] };

    const masked = await runVerb(world, async (context) => showDeadLetter(context, id, {}), { entry, json: true });
    const revealed = await runVerb(world, async (context) => showDeadLetter(context, id, { reveal: true }), { entry });

    expect(masked.stdout).not.toContain('secret-1');
    expect(masked.lines[0]).toMatchObject({ masked: true, record: '{"id":"••••••••","qty":"1"}', trail: [] });
    expect(revealed.stdout).toContain('secret-1');
    expect(await operator(world).trail(id)).toMatchObject([{ what: 'revealed', who: 'arn:ada' }]);
  });

  test('says what to do with what can\'t be corrected in place', async () => {
    const world = await worldWith([wrong('1'), wrong('2'), wrong('3')], { deadLettersPerBatch: 1 });

    const { stdout } = await runVerb(world, async (context) => {
      const shared = (await context.queue.read()).letters.find(({ deadLetter }) => deadLetter.reason === 'TOO_MANY_REJECTED')!;
      return showDeadLetter(context, shared.id, {});
    });

    expect(stdout).toContain('Several records share this dead letter. Export them (dlq export)');
    expect(stdout).toContain('docs/runbook.md#too_many_rejected says how.');
  });

  test('tells the history of a dead letter that has left the queue', async () => {
    const world = await worldWith([wrong('1')]);
    const [id] = await idsIn(world);
    await runVerb(world, async (context) => fixDeadLetters(context, [], { ...SEND, ...ALL, recipe: recipe(QTY), why: 'shop sends text' }));

    const { stdout } = await runVerb(world, async (context) => showDeadLetter(context, id, {}));

    expect(stdout).toContain(`${id}: no longer in the queue\n  corrected by arn:ada: stored\n`);
    expect(stdout).toContain('corrected by arn:ada: "shop sends text", in/corrections/');
    expect(stdout).toContain('- {"id":"1","qty":"1"}\n    + {"id":"1","qty":1}\n');
  });
});

describe('which dead letters', () => {
  test.each([
    ['none', [], {}, 'Which dead letters?'],
    ['ids and all', ['abcd'], ALL, 'Give ids, or --all, not both.'],
    ['too short', ['abc'], {}, 'abc is no id'],
    ['not there', ['0000'], {}, 'There is no group and no dead letter 0000 in the queue'],
    ['another reason', [], { reason: 'MISSING_KEY' }, 'None of the 1 dead letters in the queue matches.'],
    ['another file', [], { file: 'in/b.json' }, 'None of the 1 dead letters in the queue matches.'],
  ])('%s', async (_, ids, options, message) => {
    const world = await worldWith([wrong('1')]);

    await expect(runVerb(world, async (context) => recheckDeadLetters(context, ids, options))).rejects.toThrow(message);
  });
});

describe('recheck', () => {
  test('says how many pass now', async () => {
    const world = await worldWith([wrong('1'), wrong('2')]);
    world.upload('in/b.json', file('{"id":"3","qty":3}'));
    world.upload('in/c.json', file('{"id":"3","qty":4}'));
    await world.process();

    const { result, stdout } = await runVerb(world, async (context) => recheckDeadLetters(context, [], ALL));

    expect(result).toBe(1);
    expect(stdout).toMatch(/^! 1 of 3 pass now\n {2}✘ 2 SCHEMA_VIOLATION: \/qty must be integer \(such as dlq show [0-9a-f]{4}\)\n$/);
  });
});

describe('fix', () => {
  test('shows differences, sends, and tells what became of each record', async () => {
    const world = await worldWith([wrong('1'), wrong('2'), wrong('3', ',"big":9007199254740993,"price":19.90'), '{"id":"4","qty":"x"}']);
    world.orders.put({ orderId: { S: '2' } });

    const { result, stdout } = await runVerb(world, async (context) => fixDeadLetters(context, [], { ...SEND, ...ALL, recipe: recipe(QTY), samples: 1, why: 'text' }));

    expect(result).toBe(1);
    expect(stdout).toContain('    - {"id":"1","qty":"1"}\n    + {"id":"1","qty":1}\n\n3 records changed; 1 shown\n  1 not changed: left as it is: /qty has another value');
    expect(stdout).toContain('3 of 3 records pass at the deployed pipeline.\n');
    expect(stdout).toMatch(/! 3 sent in in\/corrections\/\w+\.json · 2 stored · 1 rejected again\n {2}rejected again: sales-data-pipeline dlq show [0-9a-f]{4}\n/);
    expect(world.objects[world.objects.length - 1].bytes.toString()).toContain('{"id":"3","qty":1,"big":9007199254740993,"price":19.90}');
  });

  test('does not send what has come since the preview', async () => {
    const world = await worldWith([wrong('1')]);

    const { stdout, result } = await runVerb(world, async (context) => fixDeadLetters(context, [], { ...SEND, ...ALL, yes: false, why: '', recipe: recipe(QTY) }), {
      asked: {
        canAsk: () => true,
        confirm: async () => {
          world.upload('in/late.json', file(wrong('8'), wrong('9')));
          await world.process();
          return true;
        },
      },
    });

    expect(result).toBe(0);
    expect(stdout).toContain('1 sent in ');
    expect(stdout).toContain('2 new since the records were chosen, and not sent.');
    expect((await idsIn(world)).length).toBe(2);
  });

  test('does nothing without an answer', async () => {
    const world = await worldWith([wrong('1')]);
    const options = { ...SEND, ...ALL, yes: false, recipe: recipe(QTY) };

    await expect(runVerb(world, async (context) => fixDeadLetters(context, [], options))).rejects.toThrow('Nobody can be asked here: "Send 1 corrected record?" Give --yes to go on without a question.');
    const asked = { canAsk: () => true, confirm: async () => false };
    expect((await runVerb(world, async (context) => fixDeadLetters(context, [], options), { asked })).result).toBe(0);
    expect(world.objects).toHaveLength(1);
  });

  test('keeps drafts, which resubmit sends', async () => {
    const world = await worldWith([wrong('1'), wrong('2')]);
    const [id] = await idsIn(world);

    await runVerb(world, async (context) => fixDeadLetters(context, [id], { ...SEND, recipe: recipe(QTY), save: true }));
    expect(world.objects).toHaveLength(1);
    const options = { ...SEND, ...ALL, drafts: true };
    const { result, lines } = await runVerb(world, async (context) => resubmitDeadLetters(context, [], options), { json: true });

    expect(result).toBe(0);
    expect(lines).toMatchObject([{ id, outcome: 'stored' }]);
  });

  test('an error of the recipe names its file and the place', async () => {
    const path = recipe('{"name":"x","operations":[{"op":"set"}]}');

    await expect(runVerb(new World(), async (context) => fixDeadLetters(context, [], { ...SEND, ...ALL, recipe: path }))).rejects.toThrow(`${path}: operations/0/op (line 1) is "set".`);
  });

  test('masks what it shows', async () => {
    const { stdout } = await runVerb(await worldWith([wrong('secret-1')]), async (context) => fixDeadLetters(context, [], { ...SEND, ...ALL, recipe: recipe(QTY) }), { entry: { sensitiveMembers: ['/id'] } });

    expect(stdout).toContain('+ {"id":"••••••••","qty":1}');
    expect(stdout).not.toContain('secret-1');
  });
});

describe('resubmit', () => {
  test('sends what passes, and leaves the rest where it is', async () => {
    let broken = true;
    const world = await worldWith(['{"id":"1","qty":1}', wrong('2')], { failsToInsert: () => broken });
    broken = false;

    const { result, lines } = await runVerb(world, async (context) => resubmitDeadLetters(context, [], { ...SEND, ...ALL }), { json: true });

    expect(result).toBe(1);
    expect(lines).toMatchObject([{ outcome: 'stored', file: expect.stringMatching(/^in\/corrections\//) as unknown }]);
    expect(await idsIn(world)).toHaveLength(1);
  });
});

describe('edit', () => {
  const editor = process.env.VISUAL;
  afterEach(() => process.env.VISUAL = editor);
  const edit = (script: string) => { process.env.VISUAL = `node -e '${script}'`; };

  test('sends what was changed, and leaves the rest', async () => {
    const world = await worldWith([wrong('1'), wrong('2')]);
    edit('const fs = require("fs"), file = process.argv[1]; fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(/("id":"2","qty":)"1"/, "$17"))');

    const { result, stdout } = await runVerb(world, async (context) => editDeadLetters(context, [], { ...SEND, ...ALL, why: 'by hand' }));

    expect({ result, stored: world.orders.all().map(({ qty }) => qty) }).toEqual({ result: 0, stored: [{ N: '7' }] });
    expect(stdout).toContain('1 sent in ');
    expect(await idsIn(world)).toHaveLength(1);
  });

  test('is opened again with the errors in the file', async () => {
    const world = await worldWith([wrong('1')]);
    const questions: string[] = [];
    edit('const fs = require("fs"), file = process.argv[1], text = fs.readFileSync(file, "utf8");'
      + 'fs.writeFileSync(file, text.includes("STILL WRONG: SCHEMA_VIOLATION: /qty must be integer") ? text.replace("\\"two\\"", "2") : text.replace("\\"1\\"}", "\\"two\\"}"))');

    await runVerb(world, async (context) => editDeadLetters(context, [], { ...SEND, ...ALL, yes: false }), {
      asked: { canAsk: () => true, confirm: async (question) => questions.push(question) > 0 },
    });

    expect(questions).toEqual(['Open the editor again?', 'Send 1 corrected record?']);
    expect(world.orders.all()).toMatchObject([{ qty: { N: '2' } }]);
  });

  test('keeps what was typed if nothing is sent', async () => {
    const world = await worldWith([wrong('1')]);
    const [id] = await idsIn(world);
    edit('const fs = require("fs"), file = process.argv[1]; fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("\\"1\\"}", "\\"two\\"}"))');

    await runVerb(world, async (context) => editDeadLetters(context, [], { ...SEND, ...ALL }));

    expect(await operator(world).draft(id)).toBe('{"id":"1","qty":"two"}');
  });

  test('shows a record that is not UTF-8 in a likely encoding', async () => {
    const world = new World();
    const object = world.upload('in/a.json', '');
    world.deadLetter(object, {
      index: 0, offset: 0, length: 22, record: null, recordBase64: Buffer.from('{"id":"caf\xe9","qty":1}', 'latin1').toString('base64'), reason: 'INVALID_ENCODING', records: 1, stretches: null,
    });
    edit('process.exit(0)');

    await runVerb(world, async (context) => editDeadLetters(context, [], { ...SEND, ...ALL }));

    expect(world.orders.all()).toMatchObject([{ id: { S: 'café' } }]);
  });

  test('needs to be told that sensitive members will be seen', async () => {
    await expect(runVerb(await worldWith([wrong('1')]), async (context) => editDeadLetters(context, [], { ...SEND, ...ALL }), { entry: { sensitiveMembers: ['/id'] } }))
      .rejects.toThrow('Add --reveal; the trail of each dead letter notes it.');
  });
});

describe('discard and restore', () => {
  test('a discarded dead letter is gone until it is restored', async () => {
    const world = await worldWith([wrong('1')]);
    const before = world.queue.bodies();

    const discarded = await runVerb(world, async (context) => discardDeadLetters(context, [], { ...ALL, yes: true, why: 'a test' }));
    expect(discarded.stdout).toMatch(/^✔ 1 dead letter discarded, and kept in the history for 90 days\n {2}To undo: sales-data-pipeline dlq restore [0-9a-f]{32}\n$/);
    expect(world.queue.bodies()).toEqual([]);

    const [, id] = /restore (\w+)/.exec(discarded.stdout)!;
    const restored = await runVerb(world, async (context) => restoreDeadLetters(context, [id], { why: 'needed' }));
    expect(restored).toMatchObject({ result: 0, stdout: '✔ 1 dead letter back in the queue\n' });
    expect(world.queue.bodies()).toEqual(before);
  });

  test('a reason is needed', async () => {
    const world = await worldWith([wrong('1')]);

    await expect(runVerb(world, async (context) => discardDeadLetters(context, [], { ...ALL, yes: true }))).rejects.toThrow('Say why: --why TEXT.');
    expect(world.queue.bodies()).toHaveLength(1);
  });

  test('what is not discarded is left as it is', async () => {
    const { result, stdout } = await runVerb(new World(), async (context) => restoreDeadLetters(context, ['a'.repeat(32)], { why: '' }));

    expect(result).toBe(1);
    expect(stdout).toContain('1 left as they are: they are not discarded');
  });
});

describe('settle', () => {
  test('finishes what somebody else has sent', async () => {
    const world = await worldWith([wrong('1')]);
    await runVerb(world, async (context) => fixDeadLetters(context, [], { ...SEND, ...ALL, wait: 0, recipe: recipe(QTY) }), { operator: 'arn:bob' });
    await world.process();

    const { result, stdout } = await runVerb(world, async (context) => settleCorrections(context, { wait: 60_000 }));

    expect({ result, stdout }).toEqual({ result: 0, stdout: '✔ 1 dead letter ended: 1 stored · 0 on their way · 1 message deleted from the queue\n' });
  });

  test('what has no end yet is said to have none', async () => {
    const world = await worldWith([wrong('1')]);

    const options = { ...SEND, ...ALL, wait: 0, recipe: recipe(QTY) };
    const { result, stdout } = await runVerb(world, async (context) => fixDeadLetters(context, [], options));

    expect(result).toBe(3);
    expect(stdout).toContain('1 sent in ');
    expect(stdout).toContain('· 1 on their way\n  What is on its way goes on without this command: sales-data-pipeline dlq settle\n');
  });
});

describe('export', () => {
  async function exported(world: World, options: object, entry = {}): Promise<string> {
    let text = '';
    const stream = new Writable({ write: (chunk: Buffer, _, done) => { text += chunk.toString(); done(); } });
    await runVerb(world, async (context) => exportDeadLetters(context, [], { ...ALL, ...options }, stream), { entry });
    return text;
  }

  test('lines of JSON have the records as they are', async () => {
    expect(JSON.parse(await exported(await worldWith([wrong('1', ', "price": 19.90')]), {}))).toMatchObject({ record: wrong('1', ', "price": 19.90'), reason: 'SCHEMA_VIOLATION', masked: false });
  });

  test('shared dead letters give the bytes of each stretch', async () => {
    const text = await exported(await worldWith([wrong('1'), wrong('2'), wrong('3')], { deadLettersPerBatch: 1 }), {});

    expect(text.trim().split('\n').map((line) => (JSON.parse(line) as { record: string }).record).sort()).toEqual([wrong('1'), wrong('2'), wrong('3')]);
  });

  test('CSV has no records unless asked for', async () => {
    const world = await worldWith([wrong('1')]);

    expect(await exported(world, { csv: true })).toBe('"file","record","byte","bytes","reason","pointer","message"\r\n"in/a.json","1","11","20","SCHEMA_VIOLATION","/qty","must be integer"\r\n');
    expect(await exported(world, { csv: true, records: true })).toContain(',"{""id"":""1"",""qty"":""1""}"\r\n');
  });

  test('sensitive members are masked', async () => {
    const entry = { sensitiveMembers: ['/id'] };
    const world = await worldWith([wrong('secret-1')]);

    expect(await exported(world, {}, entry)).not.toContain('secret-1');
    expect(await exported(world, { reveal: true }, entry)).toContain('secret-1');
  });
});

test('without a history, dead letters can be looked at, and nothing else', async () => {
  const world = await worldWith([wrong('1')]);
  const entry = { historyTable: null };

  expect((await runVerb(world, async (context) => listDeadLetters(context, [], {}), { entry })).stdout).toContain('1 dead letter');
  await expect(runVerb(world, async (context) => resubmitDeadLetters(context, [], { ...SEND, ...ALL }), { entry })).rejects.toThrow('Sales keeps no history (historyEnabled: false)');
});
