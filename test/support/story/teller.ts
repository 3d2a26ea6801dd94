// The `s` of a story: what a test says, collected as acts.

import type { Act, RequestAct, RequestOptions } from './story-acts';
import { toUrl } from './story-acts';
import type { JwtSpec, TokenBook } from './story-tokens';

export type Teller = {
  readonly request: (method: string, target: string, options: RequestOptions) => void;
  readonly get: (target: string, options: RequestOptions) => void;
  readonly post: (target: string, options: RequestOptions) => void;
  /** The user's tab navigates. */
  readonly open: (target: string, options: RequestOptions) => void;
  /** A hidden frame navigates. */
  readonly frame: (target: string, options: RequestOptions) => void;
  /** Declares how a JWT is made and gives its name back; made when first mentioned in a request or an answer. */
  readonly jwt: (name: string, spec?: JwtSpec) => string;
  readonly opaque: (name: string) => string;
  /** The raw token itself, where a name cannot stand: inside base64, inside another token. */
  readonly raw: (name: string, at?: number) => string;
  /** The observer saw nothing. */
  readonly gap: (at: number, to: number, reason?: string) => void;
  readonly closeTab: (tab: string, at: number) => void;
  /** From then on the local clock is off by this much (plus what the whole story says). */
  readonly setClock: (at: number, offBySec: number) => void;
};

export function createTeller(book: TokenBook): { readonly teller: Teller; readonly acts: readonly Act[] } {
  const acts: Act[] = [];
  const request = (method: string, target: string, options: RequestOptions): void =>
    void acts.push({ kind: 'request', method, target, ...options });
  const teller: Teller = {
    request,
    get: (target, options) => request('GET', target, options),
    post: (target, options) => request('POST', target, options),
    open: (target, options) => request('GET', target, { type: 'document', ...options }),
    frame: (target, options) => request('GET', target, { type: 'subframe', ...options }),
    jwt(name, spec = {}) {
      book.declare(name, spec);
      return name;
    },
    opaque(name) {
      book.declare(name, 'opaque');
      return name;
    },
    raw: (name, at = 0) => book.raw(name, at),
    gap: (at, to, reason = 'asleep') => void acts.push({ kind: 'gap', at, to, reason }),
    closeTab: (tab, at) => void acts.push({ kind: 'tab-closed', at, tab }),
    setClock: (at, offBySec) => void acts.push({ kind: 'clock', at, offBySec }),
  };
  return { teller, acts };
}

/** Section 13 takes API endpoints for enforcing: an anonymous request to each was refused before the story began. */
export function listAnonymousRefusals(acts: readonly Act[]): readonly RequestAct[] {
  const endpoints = new Map<string, RequestAct>();
  for (const act of acts) {
    if (act.kind !== 'request' || act.type === 'document') continue;
    const target = toUrl(act.target).split(/[?#]/, 1)[0] ?? '';
    if (!target.startsWith('https://api.') || act.method === 'OPTIONS') continue;
    const answer = { status: 401, challenge: 'Bearer' };
    const at = -60 + endpoints.size;
    const sensors = act.sensors === undefined ? {} : { sensors: act.sensors };
    endpoints.set(`${act.method} ${target}`, { kind: 'request', method: act.method, target, at, answer, ...sensors });
  }
  return [...endpoints.values()];
}
