import { soak } from './soak';

// Another seed every day, so that it is not always the same files; the seed is in the output of a failure.
const seed = Number(process.env.SOAK_SEED ?? Math.floor(Date.now() / 86_400_000));

test(`nothing is lost in half a minute of random files (SOAK_SEED=${seed})`, async () => {
  const result = await soak({ seed, minutes: 0.5, log: () => undefined });

  expect(result.files).toBeGreaterThan(10);
  expect(result.items).toBeGreaterThan(0);
}, 180_000);
