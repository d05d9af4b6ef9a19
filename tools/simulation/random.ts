const MODULUS = 2_147_483_647;
const FACTOR = 48_271;

/** Numbers from 0 to 1, the same for the same seed (Lehmer's generator), so that the documentation does not change with each run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = state * FACTOR % MODULUS;
    return state / MODULUS;
  };
}
