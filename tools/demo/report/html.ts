/** Text that is HTML already. Everything else gets escaped: records are anybody's. */
export class Html {
  constructor(public readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** Tagged template: `html\`<b>${anything}</b>\``. */
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
  // Control characters are no part of HTML; what looks like one stays visible.
  // eslint-disable-next-line no-control-regex
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\uFFFD');
}
