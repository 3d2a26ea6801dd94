// The ways in which a page renews its session: each is one sign-in, a call, one refresh, and a call with what it brought.
export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}
interface Way {
  /** Where the server renews; its answer to the sign-in has the same shape. */
  readonly path: string;
  readonly renew: (tokens: Tokens, path: string) => Promise<Answer>;
}
/** An answer's body, after what its headers say. */
type Answer = string;

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const grantOf = ({ refresh }: Tokens) => ({ grant_type: 'refresh_token', refresh_token: refresh, client_id: 'spa' });
const formOf = (tokens: Tokens) => new URLSearchParams(grantOf(tokens));

async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', ...init });
  return `${[...response.headers.values()].join(' ')} ${await response.text()}`;
}

const sendJson = (url: string, content: unknown, method = 'POST'): Promise<Answer> =>
  send(url, { method, headers: JSON_TYPE, body: JSON.stringify(content) });

function sendByXhr(url: string, body: URLSearchParams): Promise<Answer> {
  const xhr = new XMLHttpRequest();
  xhr.open('POST', url);
  xhr.send(body);
  return new Promise((resolve) => xhr.addEventListener('loadend', () => resolve(xhr.responseText)));
}

function sendMultipart(url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return send(url, { body });
}

async function sendInWorker(url: string, content: unknown): Promise<Answer> {
  const worker = new Worker('/worker.js');
  worker.postMessage({ url, body: JSON.stringify(content) });
  const { data } = await new Promise<MessageEvent<Answer>>((resolve) => worker.addEventListener('message', resolve));
  return data;
}

async function sendInServiceWorker(url: string, content: unknown): Promise<Answer> {
  await navigator.serviceWorker.register('/service-worker.js');
  const { active } = await navigator.serviceWorker.ready;
  const heard = new Promise<MessageEvent<Answer>>((resolve) =>
    navigator.serviceWorker.addEventListener('message', resolve),
  );
  navigator.serviceWorker.startMessages();
  active?.postMessage({ url, body: JSON.stringify(content) });
  return (await heard).data;
}

async function sendInFrame(url: string, content: unknown): Promise<Answer> {
  const frame = document.createElement('iframe');
  frame.src = '/frame';
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve));
  const response = await frame.contentWindow?.fetch(url, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify(content),
  });
  return (await response?.text()) ?? '';
}

const MUTATION = 'mutation Renew($token: String!) { refreshToken(token: $token) { accessToken refreshToken } }';

const WAYS: Readonly<Record<string, Way>> = {
  form: { path: '/token', renew: (tokens, path) => send(path, { body: formOf(tokens) }) },
  'grant-in-json': { path: '/token', renew: (tokens, path) => sendJson(path, grantOf(tokens)) },
  multipart: { path: '/token', renew: (tokens, path) => sendMultipart(path, grantOf(tokens)) },
  xhr: { path: '/token', renew: (tokens, path) => sendByXhr(path, formOf(tokens)) },
  blob: {
    path: '/token',
    renew: (tokens, path) => send(path, { headers: FORM_TYPE, body: new Blob([formOf(tokens).toString()]) }),
  },
  bytes: {
    path: '/token',
    renew: (tokens, path) =>
      send(path, { headers: FORM_TYPE, body: new TextEncoder().encode(formOf(tokens).toString()) }),
  },
  keepalive: { path: '/token', renew: (tokens, path) => send(path, { body: formOf(tokens), keepalive: true }) },
  json: { path: '/auth/refresh', renew: ({ refresh }, path) => sendJson(path, { refreshToken: refresh }) },
  'json-as-form': {
    path: '/auth/refresh',
    renew: ({ refresh }, path) => send(path, { headers: FORM_TYPE, body: JSON.stringify({ refreshToken: refresh }) }),
  },
  put: { path: '/auth/refresh', renew: ({ refresh }, path) => sendJson(path, { refreshToken: refresh }, 'PUT') },
  patch: { path: '/auth/refresh', renew: ({ refresh }, path) => sendJson(path, { refreshToken: refresh }, 'PATCH') },
  query: {
    path: '/auth/refresh',
    renew: ({ refresh }, path) => send(`${path}?refresh_token=${refresh}`, { method: 'GET' }),
  },
  bearer: {
    path: '/auth/refresh',
    renew: ({ refresh }, path) => send(path, { headers: { authorization: `Bearer ${refresh}` } }),
  },
  header: {
    path: '/auth/refresh',
    renew: ({ refresh }, path) => send(path, { headers: { 'x-refresh-token': refresh } }),
  },
  redirect: { path: '/moved/refresh', renew: ({ refresh }, path) => sendJson(path, { refreshToken: refresh }) },
  zipped: { path: '/zipped/refresh', renew: ({ refresh }, path) => sendJson(path, { refreshToken: refresh }) },
  nested: {
    path: '/nested/refresh',
    renew: ({ refresh }, path) => sendJson(path, { data: { attributes: { refreshToken: refresh } } }),
  },
  'in-headers': { path: '/headers/refresh', renew: ({ refresh }, path) => sendJson(path, { refreshToken: refresh }) },
  graphql: {
    path: '/graphql',
    renew: ({ refresh }, path) => sendJson(path, { query: MUTATION, variables: { token: refresh } }),
  },
  'graphql-batch': {
    path: '/batch/graphql',
    renew: ({ refresh }, path) => sendJson(path, [{ query: MUTATION, variables: { token: refresh } }]),
  },
  supabase: {
    path: '/auth/v1/token',
    renew: ({ refresh }, path) => sendJson(`${path}?grant_type=refresh_token`, { refresh_token: refresh }),
  },
  cognito: {
    path: '/cognito',
    renew: ({ refresh }, path) =>
      send(path, {
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
        },
        body: JSON.stringify({ RefreshToken: refresh, ClientId: 'spa' }),
      }),
  },
  'simple-jwt': { path: '/api/token/refresh/', renew: ({ refresh }, path) => sendJson(path, { refresh }) },
  directus: {
    path: '/directus/auth/refresh',
    renew: ({ refresh }, path) => sendJson(path, { mode: 'json', refresh_token: refresh }),
  },
  supertokens: {
    path: '/session/refresh',
    renew: ({ refresh }, path) =>
      send(path, { headers: { authorization: `Bearer ${refresh}`, rid: 'session', 'st-auth-mode': 'header' } }),
  },
  descope: {
    path: '/v1/auth/refresh',
    renew: ({ refresh }, path) =>
      send(path, {
        headers: { ...JSON_TYPE, authorization: `Bearer P2aBcDeFgHiJkLmNoPqRsTuVwXy:${refresh}` },
        body: '{}',
      }),
  },
  pocketbase: {
    path: '/api/collections/users/auth-refresh',
    renew: ({ access }, path) => send(path, { headers: { authorization: access } }),
  },
  tymon: {
    path: '/api/auth/refresh',
    renew: ({ access }, path) => send(path, { headers: { authorization: `Bearer ${access}` } }),
  },
  'other-origin': {
    path: '/auth/refresh',
    renew: ({ refresh }, path) =>
      sendJson(`${location.origin.replace('.localhost', '.auth.localhost')}${path}`, { refreshToken: refresh }),
  },
  cookie: { path: '/cookie/refresh', renew: (_tokens, path) => send(path) },
  itself: {
    path: '/renew',
    renew: ({ access }, path) => send(path, { headers: { authorization: `Bearer ${access}` } }),
  },
  worker: { path: '/auth/refresh', renew: ({ refresh }, path) => sendInWorker(path, { refreshToken: refresh }) },
  'service-worker': {
    path: '/auth/refresh',
    renew: ({ refresh }, path) => sendInServiceWorker(path, { refreshToken: refresh }),
  },
  frame: { path: '/auth/refresh', renew: ({ refresh }, path) => sendInFrame(path, { refreshToken: refresh }) },
};

/** Every shape names the access token first. */
function readTokens(answer: Answer): Tokens {
  const [access = '', next = ''] = answer.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? [];
  return { access, refresh: /rt-[\w-]{40,}/.exec(answer)?.[0] ?? next };
}

declare global {
  interface Window {
    listRefreshWays(): readonly string[];
    /** Resolves with the statuses of both calls. */
    liveInWay(name: string): Promise<readonly number[]>;
  }
}

window.listRefreshWays = () => Object.keys(WAYS);
window.liveInWay = async (name) => {
  const way = WAYS[name];
  if (way === undefined) throw new Error(`There is no way named ${name}`);
  const call = async ({ access }: Tokens): Promise<number> => {
    return (await fetch('/orders', { headers: { authorization: `Bearer ${access}` } })).status;
  };
  const first = readTokens(await sendJson('/login', { username: 'ada', password: 'secret', shape: way.path }));
  const before = await call(first);
  const next = readTokens(await way.renew(first, way.path));
  return [before, await call(next)];
};
