// An app and an API that note which token came with which request: the truth about what a page has sent.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { bundleApp } from '../app/bundle-app';
import { openLoopbackServer } from '../loopback-server';
import { answerWay, readStatus } from './answer-way';

export interface WaysWorld {
  readonly appOrigin: string;
  readonly apiOrigin: string;
  /** One token for each way to send it: its client id names the way. */
  tokenFor(way: string): string;
  /** By way: how many requests with its token came, and how many of them were answered with 2xx. */
  countArrivals(): ReadonlyMap<string, Arrivals>;
  close(): Promise<void>;
}
export interface Arrivals {
  readonly came: number;
  readonly accepted: number;
}

const LIFETIME_SEC = 600;
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startWays(): Promise<WaysWorld> {
  const [app, api] = await Promise.all([openLoopbackServer(), openLoopbackServer()]);
  const wayOf = new Map<string, string>();
  const arrivals = new Map<string, Arrivals>();
  let answered = 0;
  const iat = Math.floor(Date.now() / 1000);

  function tokenFor(way: string): string {
    const head = encode({ alg: 'RS256', typ: 'at+jwt', kid: 'k' });
    const body = encode({
      iss: api.origin,
      sub: 'ada',
      aud: 'api',
      client_id: way,
      iat,
      exp: iat + LIFETIME_SEC,
      jti: way,
    });
    const token = `${head}.${body}.${createHash('sha512').update(way).digest('base64url')}`;
    wayOf.set(token, way);
    return token;
  }

  async function noteTokens(request: IncomingMessage, status: number): Promise<void> {
    const said = `${request.url} ${Object.values(request.headers).join(' ')} ${await text(request)}`;
    for (const token of new Set([...said.matchAll(JWT)].map(([token]) => token))) {
      const way = wayOf.get(token);
      if (way === undefined) throw new Error(`${request.url} brought a token that nobody was given`);
      const { came, accepted } = arrivals.get(way) ?? { came: 0, accepted: 0 };
      arrivals.set(way, { came: came + 1, accepted: accepted + (status >= 200 && status < 300 ? 1 : 0) });
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'OPTIONS') await noteTokens(request, readStatus(request));
    answerWay(request, response, { pageScript, apiOrigin: api.origin, answered });
    answered += 1;
  }

  const pageScript = await bundleApp(new URL('./page/ways.ts', import.meta.url));
  app.serve(answer);
  api.serve(answer);
  return {
    appOrigin: app.origin,
    apiOrigin: api.origin,
    tokenFor,
    countArrivals: () => new Map(arrivals),
    async close() {
      await Promise.all([app.close(), api.close()]);
    },
  };
}
