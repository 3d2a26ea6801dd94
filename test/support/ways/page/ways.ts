// The ways in which a page sends a token. Each resolves once nothing more will be sent.
export interface Means {
  readonly apiOrigin: string;
  readonly token: string;
}
type Way = (means: Means) => Promise<unknown>;

const bearing = (token: string): { readonly authorization: string } => ({ authorization: `Bearer ${token}` });

/** A fetch to the API with the token as Bearer. */
const fetching =
  (path: string, init: RequestInit = {}): Way =>
  ({ apiOrigin, token }) =>
    fetch(apiOrigin + path, { ...init, headers: { ...bearing(token), ...init.headers } });

const repeating =
  (way: Way, times: number): Way =>
  async (means) => {
    for (let left = times; left > 0; left -= 1) await way(means);
  };

function request(apiOrigin: string, token: string, isAsync: boolean): Promise<unknown> {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', `${apiOrigin}/orders`, isAsync);
  xhr.setRequestHeader('authorization', bearing(token).authorization);
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve));
  xhr.send();
  return ended;
}

/** What a worker, a port or a frame says first. */
const hearFrom = (source: Worker | MessagePort | Window | ServiceWorkerContainer): Promise<unknown> =>
  new Promise((resolve) => {
    source.onmessage = resolve;
  });

const callIn = ({ apiOrigin, token }: Means) => ({ url: `${apiOrigin}/orders`, init: { headers: bearing(token) } });

async function callInWorker(url: string | URL, means: Means): Promise<void> {
  const worker = new Worker(url);
  worker.postMessage(callIn(means));
  await hearFrom(worker);
  worker.terminate();
}

async function callInServiceWorker(means: Means): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  await navigator.serviceWorker.ready;
  registration.active?.postMessage(callIn(means));
  await hearFrom(navigator.serviceWorker);
}

/** A frame that has loaded, inside the page. */
async function openFrame(attributes: Readonly<Record<string, string>>): Promise<Window> {
  const frame = document.createElement('iframe');
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  if (frame.contentWindow === null) throw new Error('The frame is gone');
  return frame.contentWindow;
}

async function callInSandbox({ apiOrigin, token }: Means): Promise<void> {
  const said = hearFrom(window);
  const init = JSON.stringify({ headers: bearing(token) });
  const script = `fetch('${apiOrigin}/orders', ${init}).then(() => parent.postMessage('', '*'))`;
  await openFrame({ sandbox: 'allow-scripts', srcdoc: `<script>${script}</script>` });
  await said;
}

async function submitForm({ apiOrigin, token }: Means): Promise<void> {
  await openFrame({ name: 'answers', src: '/frame' });
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: `${apiOrigin}/frame`, target: 'answers' });
  const field = document.createElement('input');
  Object.assign(field, { name: 'access_token', value: token });
  form.append(field);
  document.body.append(form);
  const loaded = new Promise((resolve) => document.querySelector('[name=answers]')?.addEventListener('load', resolve));
  form.submit();
  await loaded;
}

/** Typed as jQuery's `$.post(url, json)` does. */
const sendJsonAsForm = ({ apiOrigin, token }: Means): Promise<Response> =>
  fetch(`${apiOrigin}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: JSON.stringify({ note: 'a=b', access_token: token }),
  });

async function listenToEvents({ apiOrigin, token }: Means): Promise<void> {
  const events = new EventSource(`${apiOrigin}/events?access_token=${token}`);
  await new Promise((resolve) => events.addEventListener('message', resolve));
  events.close();
}

async function readStream({ apiOrigin, token }: Means): Promise<void> {
  const leaving = new AbortController();
  const { body } = await fetch(`${apiOrigin}/events`, { headers: bearing(token), signal: leaving.signal });
  await body?.getReader().read();
  leaving.abort();
}

/** The servers speak no WebSocket: the handshake is what carries the token. */
function shakeHands({ apiOrigin, token }: Means, isInProtocol: boolean): Promise<unknown> {
  const url = `${apiOrigin.replace('http', 'ws')}/socket`;
  const socket = isInProtocol ? new WebSocket(url, ['bearer', token]) : new WebSocket(`${url}?access_token=${token}`);
  return new Promise((resolve) => socket.addEventListener('close', resolve));
}

async function sendCookie({ token }: Means): Promise<void> {
  await cookieStore.set({ name: 'access_token', value: token, path: '/cookie' });
  await fetch('/cookie/orders');
}

const WAYS: Readonly<Record<string, Way>> = {
  fetch: fetching('/orders'),
  'fetch to its own server': ({ token }) => fetch('/orders', { headers: bearing(token) }),
  'HEAD request': fetching('/orders', { method: 'HEAD' }),
  PUT: fetching('/orders', { method: 'PUT', body: '{"a":1}' }),
  DELETE: fetching('/orders', { method: 'DELETE' }),
  'three in a row': repeating(fetching('/orders'), 3),
  'ten at once': (means) => Promise.all(Array.from({ length: 10 }, () => fetching('/orders')(means))),
  'upload of a file': fetching('/orders', { method: 'POST', body: new Blob([new Uint8Array(1_000_000)]) }),
  'keepalive request': fetching('/orders', { method: 'POST', keepalive: true, body: 'x' }),
  'empty answer': fetching('/empty'),
  'partial answer': fetching('/part', { headers: { range: 'bytes=0-1' } }),
  'refused request': fetching('/refused'),
  redirect: fetching('/redirect'),
  'redirect with its body': fetching('/redirect-as-it-is', { method: 'POST', body: 'x' }),
  'redirect to another server': ({ token }) => fetch('/redirect-away', { headers: bearing(token) }),
  'answer that is kept': repeating(fetching('/kept'), 3),
  'answer that is asked about': repeating(fetching('/tagged'), 3),
  XMLHttpRequest: ({ apiOrigin, token }) => request(apiOrigin, token, true),
  'synchronous XMLHttpRequest': ({ apiOrigin, token }) => request(apiOrigin, token, false),
  stream: readStream,
  EventSource: listenToEvents,
  'handshake of a WebSocket': (means) => shakeHands(means, false),
  'protocol of a WebSocket': (means) => shakeHands(means, true),
  cookie: sendCookie,
  frame: ({ token }) => openFrame({ src: `/frame?access_token=${token}` }),
  'frame of another server': ({ apiOrigin, token }) => openFrame({ src: `${apiOrigin}/frame?access_token=${token}` }),
  'form in a frame': submitForm,
  'JSON under the type of a form': sendJsonAsForm,
  'fetch in a frame': async ({ apiOrigin, token }) =>
    (await openFrame({ src: '/frame' })).fetch(`${apiOrigin}/orders`, { headers: bearing(token) }),
  'fetch in a sandbox': callInSandbox,
  'fetch in a worker': (means) => callInWorker('/worker.js', means),
  'fetch in a shared worker': async (means) => {
    const { port } = new SharedWorker('/shared-worker.js');
    port.postMessage(callIn(means));
    await hearFrom(port);
  },
  'fetch in a service worker': callInServiceWorker,
};

export type MeansByWay = Readonly<Record<string, Means>>;

declare global {
  interface Window {
    listWays(): readonly string[];
    /** One after the other. */
    sendInWays(means: MeansByWay): Promise<void>;
  }
}
window.listWays = () => Object.keys(WAYS);
window.sendInWays = async (means) => {
  for (const [name, given] of Object.entries(means)) await WAYS[name]?.(given);
};
