import { Clients, Emulator } from '../../../../tools/emulator';

export interface EmulatorOfTests {
  readonly emulator: Emulator;
  readonly clients: Clients;
}

/** Starts an emulator before the tests of a file or a `describe`, and stops it behind them. The members are there once a test runs. */
export function emulatorOfTests(): EmulatorOfTests {
  let running: EmulatorOfTests;
  beforeAll(async () => {
    const emulator = await Emulator.start();
    running = { emulator, clients: new Clients(emulator) };
  });
  afterAll(async () => {
    running?.clients.destroy();
    await running?.emulator.stop();
  });
  return {
    get emulator() { return running.emulator; },
    get clients() { return running.clients; },
  };
}
