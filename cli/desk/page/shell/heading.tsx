import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface HeadingProps {
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The heading of a view. A view that comes takes the focus to it, so that a screen reader says where it is. */
export function Heading({ title, children }: HeadingProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current!.textContent} · Desk`;
    if (document.activeElement === document.body || document.activeElement === null) heading.current!.focus({ preventScroll: true });
  }, []);
  return (
    <div class="heading">
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children && <p class="muted">{children}</p>}
    </div>
  );
}
