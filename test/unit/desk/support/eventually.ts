const TIMEOUT_MS = 8_000;
const PAUSE_MS = 50;

/** Waits until `check` throws no more. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  const end = Date.now() + TIMEOUT_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
