/** Text that is HTML. Everything else is escaped, because anybody may write a record. */
export class Html {
  constructor(public readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** Template tag: `html\`<b>${anything}</b>\``. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.map((text, index) => text + (index < values.length ? render(values[index]) : '')).join(''));
}

export const NOTHING = new Html('');

function render(value: Value): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeHtml(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  // HTML has no control characters; a replacement character shows where one was.
  // eslint-disable-next-line no-control-regex
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\uFFFD');
}
