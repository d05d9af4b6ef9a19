import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { operator } from './support/operator';
import { World } from './support/world';
import { TextStore } from '../../../cli/operate/dead-letters/text-store';

test('texts are kept in memory and, from 64 MiB on, in a file that nobody finds', () => {
  const before = readdirSync(tmpdir());
  const store = new TextStore();
  const texts = Array.from({ length: 90 }, (_, number) => `${number} ä ${'x'.repeat(1024 * 1024)} €`);

  const kept = texts.map((text) => store.keep(text));

  expect(kept.every((read, number) => read() === texts[number])).toBe(true);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('sales-data-pipeline-') && !before.includes(name))).toEqual([]);
});

test('records and bodies are the same, wherever they are kept', async () => {
  const world = new World();
  const object = world.upload('in/a.json', '');
  const note = 'n'.repeat(100_000);
  const records = Array.from({ length: 800 }, (_, number) => `{"id":"${number}","note":"${note}"}`);
  records.forEach((record, index) => world.deadLetter(object, {
    index, offset: index, length: 1, record, recordBase64: null, reason: 'SCHEMA_VIOLATION', records: 1, stretches: null,
  }));

  const { letters } = await operator(world).read();

  const read = new Set(letters.map(({ deadLetter }) => deadLetter.record));
  expect([read.size, records.every((record) => read.has(record))]).toEqual([800, true]);
  expect(letters.every(({ message, deadLetter }) => (JSON.parse(message.body) as { record: string }).record === deadLetter.record)).toBe(true);
}, 60_000);
