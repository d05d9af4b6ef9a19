/** A record that the default schema accepts. */
export interface Order {
  readonly 'contact-info': object;
  readonly 'order-info': object;
}

let orders = 0;

/** A short valid order. Its table key is unique within the process unless given. */
export function order(members: object = {}, id: unknown = `order-${++orders}`): Order {
  return { 'contact-info': { name: 'Ada' }, 'order-info': { OrderId: id, ...members } };
}

/** The JSON text of an order of about 140 bytes, always the same for the same number. Without `contact` it is invalid. */
export function shortOrderText(number: number, { contact = true }: { readonly contact?: boolean } = {}): string {
  return JSON.stringify({
    ...(contact ? { 'contact-info': { name: `Customer ${number}`, email: `c${number}@shop.example` } } : {}),
    'order-info': { 'OrderId': `order-${number}`, 'item-id': `item-${number % 977}`, 'qty': 1 + (number % 9) },
  });
}

const NAMES = ['Ada Byron', 'José Álvarez', 'Łucja Żak', '山田太郎', 'Kim O\\"Neil', 'Noor el-Amin'];
const ITEMS = ['Laptop 14\\u2033', 'Tea, loose', 'Cable 2 m', 'Größe XL', 'Paper\\nA4', 'Lamp'];
const MOST_LINES = 12;

/**
 * The JSON text of an order of about 1 KB, always the same for the same number. `lines` sets the number of order lines, which
 * otherwise varies from 1 to 12.
 */
export function orderText(number: number, { lines: count }: { readonly lines?: number } = {}): string {
  const random = generator(number);
  const drawn = 1 + random(MOST_LINES);
  const lines = Array.from({ length: count ?? drawn }, () => {
    const item = ITEMS[random(ITEMS.length)];
    // With trailing zeros, because the pipeline keeps numbers as they are written.
    const price = `${random(500)}.${String(random(10_000)).padStart(4, '0')}`;
    return `{"item-id":"${100_000 + random(900_000)}","item-desc":"${item}","qty":${1 + random(9)},"price":${price},"discount":1.5000,"gift":${random(2) === 0}}`;
  });
  const name = NAMES[random(NAMES.length)];
  const date = `2026-${two(1 + random(12))}-${two(1 + random(28))}T${two(random(24))}:${two(random(60))}:00Z`;
  return `{"contact-info":{"name":"${name}","email":"customer${random(1_000_000)}@shop.example","phone":null},`
    + `"order-info":{"OrderId":"${String(number).padStart(9, '0')}","order-date":"${date}","total":${random(100_000) / 100},"lines":[${lines.join(',')}]}}`;
}

/** A linear congruential generator: integers from 0 to below the limit. */
function generator(seed: number): (limit: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) % 4_294_967_296;
  return (limit) => {
    // Both factors stay below 2^53.
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor(state / 4_294_967_296 * limit);
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
