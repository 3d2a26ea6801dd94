// A client that calls an API many times a second and refreshes its tokens often, and keeps count.
import type { Load } from '../load-page';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

const { apiOrigin }: { apiOrigin: string } = JSON.parse(document.getElementById('config')?.textContent ?? '{}');
const calls: number[] = [];
const failures: string[] = [];
const sentAtMs: number[] = [];
const underway = new Set<Promise<void>>();
const timers: number[] = [];
const onSent = new Set<() => void>();
const onRefreshed = new Set<() => void>();
let tokens: Tokens;
let isSignedIn = false;
let generation = 0;
let refreshes = 0;
let sent = 0;
let isRefreshing = false;

async function takeTokens(fields: Record<string, string>): Promise<void> {
  const body = new URLSearchParams({ client_id: 'load', ...fields });
  sentAtMs.push(Date.now());
  const response = await fetch(`${apiOrigin}/token`, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`the token endpoint said ${response.status}`);
  tokens = await response.json();
}

async function signIn(): Promise<void> {
  const code = 'a-code-of-some-length';
  await takeTokens({ grant_type: 'authorization_code', code, code_verifier: 'v'.repeat(43) });
  isSignedIn = true;
}

async function callApi(): Promise<void> {
  sent += 1;
  const sentWith = generation;
  // Every other call has the same URL as the one before it: no sensor can tell these apart by their URL.
  const path = sent % 2 === 0 ? '/orders' : `/orders/${sent}`;
  sentAtMs.push(Date.now());
  const answered = fetch(`${apiOrigin}${path}`, { headers: { Authorization: `Bearer ${tokens.access_token}` } });
  for (const tell of onSent) tell();
  const response = await answered;
  await response.json();
  if (response.status !== 200) throw new Error(`the API said ${response.status}`);
  calls[sentWith] = (calls[sentWith] ?? 0) + 1;
}

async function refresh(): Promise<void> {
  if (isRefreshing) return;
  isRefreshing = true;
  await takeTokens({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }).finally(() => {
    // Whoever waits for the next refresh must not wait for ever when one fails.
    isRefreshing = false;
  });
  generation += 1;
  refreshes += 1;
  for (const tell of onRefreshed) tell();
}

function run(work: () => Promise<void>): void {
  const done = work()
    .catch((error: unknown) => void failures.push(String(error)))
    .finally(() => underway.delete(done));
  underway.add(done);
}

function waitFor(events: Set<() => void>, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const tell = (): void => {
      left -= 1;
      if (left > 0) return;
      events.delete(tell);
      resolve();
    };
    events.add(tell);
  });
}

const load: Load = {
  async start({ callsPerSec, refreshEveryMs }) {
    if (!isSignedIn) await signIn();
    timers.push(window.setInterval(() => run(callApi), 1000 / callsPerSec));
    timers.push(window.setInterval(() => run(refresh), refreshEveryMs));
  },
  waitForCalls: (count) => waitFor(onSent, count),
  waitForRefresh: () => waitFor(onRefreshed, 1),
  async stop() {
    for (const timer of timers.splice(0)) clearInterval(timer);
    while (underway.size > 0) await Promise.all(underway);
    return { calls, refreshes, failures, sentAtMs };
  },
};

Object.assign(globalThis, { load });
