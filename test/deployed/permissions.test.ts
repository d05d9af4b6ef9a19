import { Key } from 'aws-cdk-lib/aws-kms';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Defaults: () => ({}),
    OwnKey: (stack) => ({ encryptionKey: new Key(stack, 'Key') }),
  }, {
    settings: { AUTH: 'true' },
    // These policies deny requests without TLS, and the emulator has none.
    adjust: ({ bucket, deadLetterQueue }) => [bucket, deadLetterQueue].forEach(({ node }) => node.tryRemoveChild('Policy')),
  });
}, 240_000);

afterAll(() => deployment?.stop());

// The emulator checks the calls of the functions against their roles; for the calls of workflows see test/synth/least-privilege.test.ts.
test.each(['Defaults', 'OwnKey'])('the functions have all permissions they need, with permissions enforced: %s', async (name) => {
  const pipeline = deployment.pipeline(name);
  const records = Array.from({ length: 300 }, (_, i) => (i % 100 === 0 ? {} : order({ note: 'x'.repeat(4_000) })));

  const small = await pipeline.upload('small.json', JSON.stringify([order(), {}]));
  const big = await pipeline.upload('big.json', JSON.stringify(records));

  expect(small.announcement.detail).toMatchObject({ records: 2, inserted: 1, rejected: 1 });
  expect(big.announcement.detail).toMatchObject({ records: 300, inserted: 297, rejected: 3 });
}, 180_000);
