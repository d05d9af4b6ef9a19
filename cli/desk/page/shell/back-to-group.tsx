import type { JSX } from 'preact';

/** From what a narrow window shows instead of the list of a group, back to the list. */
export function BackToGroup({ onBack }: { readonly onBack: () => void }): JSX.Element {
  return <a class="back narrow-only" href="#" onClick={(event) => { event.preventDefault(); onBack(); }}>Dead letters of the group</a>;
}
