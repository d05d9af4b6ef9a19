const NAMES = ['Ada Byron', 'José Álvarez', 'Łucja Żak', '山田太郎', 'Kim O\\"Neil', 'Noor el-Amin'];
const ITEMS = ['Laptop 14\\u2033', 'Tea, loose', 'Cable 2 m', 'Größe XL', 'Paper\\nA4', 'Lamp'];

/** The JSON text of an order of about 1 KB, always the same for the same number. */
export function syntheticOrder(number: number): string {
  const random = generator(number);
  const lines = Array.from({ length: 1 + random(12) }, () => {
    const item = ITEMS[random(ITEMS.length)];
    // With zeros at the end: numbers are to stay as they are written.
    const price = `${random(500)}.${String(random(10_000)).padStart(4, '0')}`;
    return `{"item-id":"${100_000 + random(900_000)}","item-desc":"${item}","qty":${1 + random(9)},"price":${price},"discount":1.5000,"gift":${random(2) === 0}}`;
  });
  const name = NAMES[random(NAMES.length)];
  const date = `2026-${two(1 + random(12))}-${two(1 + random(28))}T${two(random(24))}:${two(random(60))}:00Z`;
  return `{"contact-info":{"name":"${name}","email":"customer${random(1_000_000)}@shop.example","phone":null},`
    + `"order-info":{"OrderId":"${String(number).padStart(9, '0')}","order-date":"${date}","total":${random(100_000) / 100},"lines":[${lines.join(',')}]}}`;
}

/** A linear congruential generator: integers from 0 up to and without the limit. */
function generator(seed: number): (limit: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) % 4_294_967_296;
  return (limit) => {
    // Both factors stay below 2^53.
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor(state / 4_294_967_296 * limit);
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
