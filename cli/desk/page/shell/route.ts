import { useEffect, useState } from 'preact/hooks';

/** Where the page is. The address holds only names that the server has made up. */
export type Route =
  | { readonly view: 'groups' }
  | { readonly view: 'files' }
  | { readonly view: 'group'; readonly frozen: string; readonly letter: string | null; readonly recipe: boolean }
  | { readonly view: 'letter'; readonly letter: string };

export function parseRoute(hash: string): Route {
  const [view, first, second] = hash.replace(/^#\//, '').split('/');
  if (view === 'files') return { view };
  if (view === 'group' && first) return { view, frozen: first, recipe: second === 'recipe', letter: second && second !== 'recipe' ? second : null };
  if (view === 'letter' && first) return { view, letter: first };
  return { view: 'groups' };
}

export function hrefOf(route: Route): string {
  switch (route.view) {
    case 'groups': return '#/';
    case 'files': return '#/files';
    case 'letter': return `#/letter/${route.letter}`;
    case 'group': return `#/group/${route.frozen}${route.recipe ? '/recipe' : route.letter === null ? '' : `/${route.letter}`}`;
  }
}

/** `replace` leaves no entry in the browser's history: for moves within a list. */
export function go(route: Route, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', hrefOf(route));
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = hrefOf(route);
  }
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const changed = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
