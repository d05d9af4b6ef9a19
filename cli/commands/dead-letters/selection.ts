import { groupKey, groupLetters, shortIds } from '../../operate/dead-letters/group';
import type { Letter, QueueContents } from '../../operate/dead-letters/message';
import { OperateError } from '../../operate/operate-error';
import { UsageError } from '../../usage-error';

/** Dead letters that a command is about, as typed. */
export interface SelectionOptions {
  readonly reason?: string;
  readonly file?: string;
  readonly all?: boolean;
}

/** Fewer characters would soon mean another dead letter. */
const SHORTEST_ID = 4;
const ID = /^[0-9a-f]{4,64}$/;

/** The dead letters that were in the queue when it was read. Those that come later are not in it, whatever they look like. */
export interface Selection {
  readonly letters: readonly Letter[];
  /** Dead letters of a later reading that the same words would select. */
  newcomers(later: QueueContents): Letter[];
}

/** The dead letters that ids and options name; all of these that fit all options. */
export function select(contents: QueueContents, ids: readonly string[], options: SelectionOptions): Selection {
  if (ids.length === 0 && options.reason === undefined && options.file === undefined && !options.all) {
    throw new UsageError('Which dead letters? Give the id of a group or of dead letters, as sales-data-pipeline dlq list shows them, or --reason, --file or --all.');
  }
  if (ids.length > 0 && options.all) throw new UsageError('Give ids, or --all, not both.');
  const named = ids.map((id) => namedBy(contents, id));
  const groups = new Set(named.flatMap(({ group }) => group ?? []));
  const single = new Set(named.flatMap(({ letter }) => letter ?? []));
  const fits = (letter: Letter) => (ids.length === 0 || single.has(letter.id) || groups.has(groupKey(letter)))
    && (options.reason === undefined || letter.deadLetter.reason === options.reason)
    && (options.file === undefined || letter.deadLetter.source.key === options.file);
  const letters = groupLetters(contents.letters.filter(fits)).flatMap((group) => group.letters);
  const seen = new Set(contents.letters.map(({ id }) => id));
  return { letters, newcomers: (later) => later.letters.filter((letter) => !seen.has(letter.id) && fits(letter)) };
}

/** The same, and an error if there is none. */
export function selectSome(contents: QueueContents, ids: readonly string[], options: SelectionOptions): Selection {
  const selection = select(contents, ids, options);
  if (selection.letters.length === 0) {
    throw new OperateError('missing', `None of the ${contents.letters.length} dead letters in the queue matches.${hiddenNote(contents)}`);
  }
  return selection;
}

/** The dead letter whose id begins so. */
export function oneLetter(contents: QueueContents, id: string): Letter | undefined {
  const found = byPrefix(contents, id);
  if (found.length > 1) throw ambiguous(id, found);
  return found[0];
}

/** Ids as short as they can be typed, by whole id. */
export function idsOf(contents: QueueContents): (id: string) => string {
  const short = shortIds(contents.letters.map(({ id }) => id), SHORTEST_ID);
  return (id) => short.get(id) ?? id;
}

export function hiddenNote({ hidden, complete }: QueueContents): string {
  if (!complete) return ' Not all of the queue could be read at once: SQS hides 120,000 messages at most.';
  return hidden > 0 ? ` About ${hidden} more are held by somebody right now: try again in some minutes.` : '';
}

/** What an id names: a group, or a dead letter. */
function namedBy(contents: QueueContents, id: string): { readonly group?: string; readonly letter?: string } {
  const group = groupLetters(contents.letters).find((each) => each.id === id);
  const found = byPrefix(contents, id);
  if (group !== undefined) {
    // Its own members are no other meaning.
    if (found.some((letter) => !group.letters.includes(letter))) throw new UsageError(`${id} is a group, and the id of a dead letter begins so, too. Type more of the id, or use --reason and --file.`);
    return { group: groupKey(group.letters[0]) };
  }
  if (found.length > 1) throw ambiguous(id, found);
  if (found.length === 0) {
    throw new OperateError('missing', `There is no group and no dead letter ${id} in the queue: sales-data-pipeline dlq list shows them.${hiddenNote(contents)}`);
  }
  return { letter: found[0].id };
}

function byPrefix({ letters }: QueueContents, id: string): Letter[] {
  if (!ID.test(id)) throw new UsageError(`${id} is no id: ids have at least ${SHORTEST_ID} of the characters 0-9 and a-f, as sales-data-pipeline dlq list shows them.`);
  return letters.filter((letter) => letter.id.startsWith(id));
}

function ambiguous(id: string, found: readonly Letter[]): UsageError {
  return new UsageError(`${found.length} dead letters have an id that begins with ${id}. Type more of it: ${found.slice(0, 3).map((letter) => letter.id.slice(0, id.length + 4)).join(', ')}`);
}
