import { soak } from './soak';

/** The same files in every run, as far as they get. A failure prints the round. */
const seed = Number(process.env.SOAK_SEED ?? 20_261_127);

test('nothing is lost in a quarter of a minute of random files', async () => {
  const result = await soak({ seed, minutes: 0.25, log: () => undefined });

  expect(result.files).toBeGreaterThan(5);
  expect(result.items).toBeGreaterThan(0);
}, 180_000);
