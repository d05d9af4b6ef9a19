import type { ComponentChildren, JSX } from 'preact';
import { useWide } from './wide';

interface PaneTitleProps {
  /** Whether a list stands beside it, which has the heading of the view. */
  readonly beside: boolean;
  readonly children: ComponentChildren;
}

/** The heading of a pane: of the view, if the pane is all that is seen. */
export function PaneTitle({ beside, children }: PaneTitleProps): JSX.Element {
  return useWide() && beside ? <h2 class="pane-title">{children}</h2> : <h1 class="pane-title">{children}</h1>;
}
