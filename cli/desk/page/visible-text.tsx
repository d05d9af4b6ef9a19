import type { JSX } from 'preact';

/** What a browser would obey or hide: control characters, direction marks, private use, lone surrogates. Tabs and line breaks are text. */
const UNSEEN = /([^\P{Cc}\t\r\n]|[\p{Cf}\p{Co}\p{Cs}])/u;

/** Text of a record: what cannot be seen is shown by its code, and nothing turns the direction of what follows. */
export function VisibleText({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split(UNSEEN);
  return (
    <bdi dir="ltr">
      {parts.map((part, i) => i % 2 === 0 ? part : <span key={i} class="unseen">{`U+${part.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`}</span>)}
    </bdi>
  );
}
