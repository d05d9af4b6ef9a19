import { corrected, correctAll, file, FOREVER, operator, wrong } from './support/operator';
import { World } from './support/world';

test('corrected records are stored, and their dead letters are gone', async () => {
  const world = new World();
  world.upload('in/a.json', file(wrong('1'), '{"id":"2","qty":2}', wrong('3')));
  await world.process();
  const ada = operator(world);

  const { corrections, notSent } = await correctAll(ada);
  const { settled, open, deleted, problems } = await ada.settle(FOREVER);

  expect(notSent).toEqual([]);
  expect(corrections).toMatchObject([{ status: 'sent', who: 'arn:ada', why: 'qty is a number', recipe: null }]);
  expect(settled.map(({ status, index }) => [status, index]).sort()).toEqual([['stored', 0], ['stored', 1]]);
  expect({ open, deleted, problems }).toEqual({ open: [], deleted: 2, problems: [] });
  expect(world.queue.bodies()).toEqual([]);
  expect(world.orders.all().map(({ orderId }) => orderId.S).sort()).toEqual(['1', '2', '3']);
  const trail = await ada.trail(settled[0].letterId);
  expect(trail).toMatchObject([
    { what: 'corrected', who: 'arn:ada', why: 'qty is a number', correctionId: corrections[0].id, file: corrections[0].key },
    { what: 'stored', correctionId: corrections[0].id },
  ]);
  expect(trail[0].after).toBe(corrected(trail[0].before!));
});

test('a conflict is the answer to a correction', async () => {
  const world = new World();
  world.upload('in/a.json', file('{"id":"1","qty":2}', wrong('1')));
  await world.process();
  const ada = operator(world);

  await correctAll(ada);
  const { settled } = await ada.settle(FOREVER);

  const { letters } = await ada.read();
  expect(letters).toMatchObject([{ deadLetter: { reason: 'KEY_CONFLICT', source: { recordIndex: 0 } } }]);
  expect(settled).toMatchObject([{ status: 'rejected', answer: letters[0].id }]);
});

test('what is discarded is gone until it is restored', async () => {
  const world = new World();
  world.upload('in/a.json', file(wrong('1')));
  await world.process();
  const ada = operator(world);
  const [before] = world.queue.bodies();

  const { letters } = await ada.read();
  expect(await ada.discard(letters, 'a test')).toEqual({ discarded: 1, notDiscarded: [] });
  expect((await ada.settle(FOREVER)).deleted).toBe(1);
  expect(world.queue.bodies()).toEqual([]);

  expect(await ada.restore([letters[0].id], 'it was none')).toBe(1);
  await ada.settle(FOREVER);
  expect(world.queue.bodies()).toEqual([before]);
  expect(await ada.states([letters[0].id])).toEqual(new Map());
  expect((await ada.trail(letters[0].id)).map(({ what, why }) => [what, why])).toEqual([['discarded', 'a test'], ['restored', 'it was none']]);
  await correctAll(ada);
  expect((await ada.settle(FOREVER)).settled).toMatchObject([{ status: 'stored' }]);
});
