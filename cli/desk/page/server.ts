import type { CallName, Calls, LiveEvents } from '../server/api';

/** The server has answered that it will not. */
export class Refused extends Error {}

const listeners = new Set<() => void>();

/** Calls `listener` when the session is over, because the process has ended or was started again. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function ask<Name extends CallName>(name: Name, question: Calls[Name]['ask'], signal?: AbortSignal): Promise<Calls[Name]['answer']> {
  const response = await post(name, question, signal);
  const answer = await response.json() as Calls[Name]['answer'] & { message?: string };
  if (response.status === 401) listeners.forEach((listener) => listener());
  if (!response.ok) throw new Refused(answer.message ?? `The server answers ${response.status}.`);
  return answer;
}

/** Exchanges the token in the address for a cookie, and takes it out of the address. False if there is no session. */
export async function openSession(): Promise<boolean> {
  const token = location.hash.startsWith('#/') ? '' : location.hash.slice(1);
  if (token !== '') history.replaceState(null, '', '/');
  return (await post('session', { token })).ok;
}

type Listener<Name extends keyof LiveEvents> = (event: LiveEvents[Name]) => void;

/** What the server says of its own accord. Connects again by itself. */
export function listen(on: { readonly [Name in keyof LiveEvents]: Listener<Name> }, onConnection: (connected: boolean) => void): () => void {
  const source = new EventSource('/api/live');
  for (const name of Object.keys(on) as (keyof LiveEvents)[]) {
    source.addEventListener(name, (event) => (on[name] as (data: unknown) => void)(JSON.parse((event as MessageEvent<string>).data)));
  }
  source.onopen = () => onConnection(true);
  source.onerror = () => onConnection(false);
  return () => source.close();
}

async function post(name: string, body: object, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(`/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error('The desk does not answer. See whether its command still runs; what was sent before is in the trail.');
  }
}
