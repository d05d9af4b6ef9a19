import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FilesView } from '../files/files-view';
import { GroupView } from '../groups/group-view';
import { GroupsView } from '../groups/groups-view';
import { LetterPage } from '../letter/letter-page';
import { onSessionEnd } from '../server';
import { Header } from './header';
import { Help } from './help';
import { useKeys } from './keys';
import { LiveProvider } from './live';
import { NoticeProvider } from './notices';
import { go, useRoute } from './route';
import type { Route } from './route';

export function App({ open }: { readonly open: boolean }): JSX.Element {
  const [ended, setEnded] = useState(!open);
  useEffect(() => onSessionEnd(() => setEnded(true)), []);
  return ended ? <Ended /> : <LiveProvider><NoticeProvider><Open /></NoticeProvider></LiveProvider>;
}

function Open(): JSX.Element {
  const route = useRoute();
  const [help, setHelp] = useState(false);
  useKeys({ '?': () => setHelp(true), '1': () => go({ view: 'groups' }), '2': () => go({ view: 'files' }) });
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>Skip to the content</a>
      <Header route={route} onHelp={() => setHelp(true)} />
      <main id="main" tabIndex={-1}><View route={route} /></main>
      {help && <Help onClose={() => setHelp(false)} />}
    </>
  );
}

function View({ route }: { readonly route: Route }): JSX.Element {
  switch (route.view) {
    case 'groups': return <GroupsView />;
    case 'files': return <FilesView />;
    case 'group': return <GroupView key={route.frozen} route={route} />;
    case 'letter': return <LetterPage key={route.letter} letter={route.letter} />;
  }
}

function Ended(): JSX.Element {
  return (
    <main class="page ended">
      <h1>This page has no session</h1>
      <p>
        The address that <code>sales-data-pipeline desk</code> prints works once, in one browser.
        If that was here, the command has ended since. Run it again.
      </p>
    </main>
  );
}
