import { render } from 'preact';
import { openSession } from './server';
import { App } from './shell/app';
import './style/index.css';

const root = document.getElementById('desk')!;
render(<p class="loading" role="status">Opening the desk…</p>, root);
void openSession().then((open) => {
  root.replaceChildren();
  render(<App open={open} />, root);
});
