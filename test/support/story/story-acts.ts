// What a test may tell: requests with their answers, and what happened to the observer. Plain data.

import type { ResourceType } from '../../../src/observation/request';
import type { RawAnswer, RequestBody } from '../../../src/observe/exchange';
import type { ProofSpec } from './story-proofs';

/** Everywhere in these, names of tokens (AT1, RT1, declared ones) stand for the raw tokens. */
export type RequestOptions = {
  /** Seconds of the story. */
  readonly at: number;
  /** A name by which the test asks for it again, and by which a redirect refers to it. */
  readonly id?: string;
  /** Default tabA; 'service-worker' and 'unknown' stay as they are. */
  readonly tab?: string;
  /** Origin of the app that sends it; default `app`. null: unknown. */
  readonly client?: string | null;
  readonly bearer?: string;
  readonly authorization?: string;
  readonly dpop?: string | ProofSpec;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: RequestBody;
  /** Default: fetch. */
  readonly type?: ResourceType;
  /** `id` of the hop that redirected here. */
  readonly follows?: string;
  /** Which sensors see it, when not those of the whole story. */
  readonly sensors?: readonly StorySensor[];
  /** A status alone, or more; default 200. 'none': the answer never comes. */
  readonly answer?: number | AnswerOptions | 'none';
  /** Instead of an answer: the network error. */
  readonly fails?: string;
  /** When the answer or the error comes, seconds after the request; default 0.2. */
  readonly after?: number;
};

export type AnswerOptions = {
  readonly status?: number;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly setCookie?: string | readonly string[];
  /** WWW-Authenticate. */
  readonly challenge?: string;
  readonly location?: string;
  readonly source?: RawAnswer['source'];
  /** The body came back empty-handed, or was too long to read. */
  readonly body?: 'lost' | 'oversized' | 'unavailable';
  /** How far this server's own clock is off; null: it sends no Date. */
  readonly dateOffBySec?: number | null;
};

/** har and devtools see bodies, web-request does not. The first of several reports live, the others after the answer. */
export type StorySensor = 'har' | 'web-request' | 'devtools';

export type RequestAct = RequestOptions & {
  readonly kind: 'request';
  readonly method: string;
  /** `auth/token`, `api/me`, `app/login` on https://….shop.example, or a whole URL. */
  readonly target: string;
};

export type Act =
  | RequestAct
  | { readonly kind: 'gap'; readonly at: number; readonly to: number; readonly reason: string }
  | { readonly kind: 'tab-closed'; readonly at: number; readonly tab: string }
  | { readonly kind: 'clock'; readonly at: number; readonly offBySec: number };

const HOSTS = new Set(['app', 'auth', 'api']);

export function toUrl(target: string): string {
  const [host = '', ...rest] = target.split('/');
  return HOSTS.has(host) ? `https://${host}.shop.example/${rest.join('/')}` : target;
}

export const toOrigin = (client: string): string => new URL(toUrl(client)).origin;
