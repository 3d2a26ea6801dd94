// Entities with ordinary values; a test names only what it is about.

import type { Fingerprint } from '../../../src/base/brand';
import { measureLifetime } from '../../../src/engine/lifetime';
import type { Refresh } from '../../../src/engine/refresh';
import type { Token } from '../../../src/engine/token';
import { findOverMs, type TokenEntry } from '../../../src/panel/model/token-entry';
import type { RefreshFacts } from '../../../src/panel/words/refresh-facts';
import { tellShop } from './story-state';

const { state } = tellShop((shop) => {
  shop.signIn('13:00:00');
  shop.refresh('13:09:03');
});
const PLAIN_TOKEN = readFirst(state.token.values(), ({ label }) => label === 'AT1');
const PLAIN_REFRESH = readFirst(state.refresh.values(), () => true);

function readFirst<Item>(items: Iterable<Item>, isWanted: (item: Item) => boolean): Item {
  for (const item of items) if (isWanted(item)) return item;
  throw new Error('the story lacks what every test starts from');
}

export const fp = (number: number): Fingerprint => number.toString(16).padStart(32, '0') as Fingerprint;

/** A proactive refresh that went well, with the facts that a test names. */
export function makeRefresh(facts: Partial<Refresh> = {}): Refresh {
  return { ...PLAIN_REFRESH, ...facts };
}

export function makeFacts(facts: Partial<RefreshFacts> = {}): RefreshFacts {
  return {
    presented: 'RT1',
    rival: null,
    isRivalElsewhere: false,
    endCause: null,
    sincePresentedEndSec: null,
    silent: 'success',
    shape: 'paired',
    ...facts,
  };
}

/** An access token as the engine makes it, with the facts that a test names. */
export function makeToken(facts: Partial<Token> = {}): Token {
  return { ...PLAIN_TOKEN, ...facts };
}

export function makeEntry(facts: Partial<TokenEntry> & { readonly token?: Token } = {}): TokenEntry {
  const token = facts.token ?? makeToken();
  const entry = {
    token,
    chain: null,
    client: null,
    lifetime: measureLifetime(token, token.firstSeenMs),
    skewMs: 0,
    endsAtMs: token.expSec === null ? null : token.expSec * 1000,
    ending: null,
    findings: [],
    worst: null,
    place: 0,
    ...facts,
  };
  return { overMs: findOverMs(entry), ...entry };
}
