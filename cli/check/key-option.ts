import { inWordsOfTheCommand } from './validation-message';
import { assertPointer } from '../../src/private/contract/json-pointer';
import { MAX_KEY_NAME_LENGTH } from '../../src/private/contract/limits';
import type { KeyAttribute } from '../../src/private/contract/names';
import { DEFAULT_ATTRIBUTES, DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { UsageError } from '../usage-error';

/** A second attribute in the same argument, as the example app takes both: `a=/x b=/y`. */
const BEFORE_SECOND_ATTRIBUTE = /\s+(?=[^\s/=]+=\/)/;

/** The table key that `--key` and `--sort-key` describe; without them, the default of a pipeline. */
export function tableKey(keys: readonly string[], sortKeys: readonly string[]): KeyAttribute[] {
  const split = keys.map((key) => key.trim().split(BEFORE_SECOND_ATTRIBUTE));
  const partition = split.map(([first]) => first);
  const sort = [...split.flatMap(([, ...second]) => second), ...sortKeys];
  const [byDefault] = DEFAULT_RECORD_OPTIONS.tableKey;
  const attributes = [partition.length > 0 ? attribute('--key', partition, byDefault.name) : byDefault];
  if (sort.length > 0) attributes.push(attribute('--sort-key', sort));
  if (attributes[1]?.name === attributes[0].name) {
    throw new UsageError(`--sort-key ${sort[0]}: the partition key is called ${attributes[0].name} already; give the sort key another name.`);
  }
  return attributes;
}

function attribute(option: string, texts: readonly string[], defaultName?: string): KeyAttribute {
  const parsed = texts.map((text) => {
    const [, name, type, pointers] = /^(?:([^/=]*?)(?::([^:/=]*))?=)?([^]*)$/.exec(text)!;
    // A comma separates only before the next pointer: names may contain commas.
    return { text, name, type, pointers: pointers.split(/,(?=\/)/) };
  });
  const [{ text: first, name = defaultName, type = 'S' }, ...others] = parsed;
  if (name === undefined) {
    throw new UsageError(`${option} ${first}: the attribute's name is missing. For instance ${option} order=/order_id, or order:N=… for a number.`);
  }
  const other = others.find((each) => each.name !== undefined);
  if (other) {
    throw new UsageError(`${option} ${other.text}: the attribute has its name from the first ${option} already, and the others add pointers to it. `
      + 'A second attribute is given with --sort-key.');
  }
  if (type !== 'S' && type !== 'N') {
    throw new UsageError(`${option} ${first}: the type behind the name must be S for a string or N for a number, but is ${type || 'missing'}.`);
  }
  checkName(`${option} ${first}`, name);
  const pointers = parsed.flatMap((each) => each.pointers);
  for (const pointer of pointers) {
    if (pointer === '') throw new UsageError(`${option} ${first}: a pointer to a member of the record is missing. For instance /order-info/OrderId.`);
    inWordsOfTheCommand(() => assertPointer(option, pointer));
  }
  return { name, type, pointers };
}

function checkName(where: string, name: string): void {
  if (name === '' || Buffer.byteLength(name) > MAX_KEY_NAME_LENGTH) {
    throw new UsageError(`${where}: the attribute's name must have 1 to ${MAX_KEY_NAME_LENGTH} bytes.`);
  }
  if (Object.values(DEFAULT_ATTRIBUTES).includes(name)) {
    throw new UsageError(`${where}: ${name} is an attribute that the pipeline adds itself; give the key another name.`);
  }
  if (name === '__proto__') throw new UsageError(`${where}: ${name} is a name of JavaScript's own; give the key another.`);
}
