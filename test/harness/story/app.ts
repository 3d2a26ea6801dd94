// One app of a story: it signs in, calls its API, renews its tokens, and sometimes does it wrong.

import type { JsonObject } from '../../../src/base/json';
import type { IssuedCredential, PresentedCredential } from '../../../src/observation/credential';
import type { TokenRole } from '../../../src/token/role';
import type { Story, When } from './story';

export type AppFacts = {
  readonly client: string;
  readonly origin: string;
  readonly issuer: string;
  readonly api: string;
  readonly tab: number;
  readonly accessSec: number;
  /** Null: opaque, without an announced end. */
  readonly refreshSec: number | null;
  readonly hasIdTokens?: boolean;
  /** More claims of its access tokens. */
  readonly claims?: JsonObject;
  readonly skewSec?: number;
};

/** Most stories are told of one shop, in one tab; how long its tokens live is the story's. */
export const SHOP = {
  client: 'shop-spa',
  origin: 'https://shop.dev',
  issuer: 'https://id.shop.dev',
  api: 'https://api.shop.dev',
  tab: 7,
} as const;

export type Generation = { readonly access: IssuedCredential; readonly refresh: IssuedCredential };

export type RefreshFacts = {
  /** The generation whose refresh token is presented; the newest when absent. */
  readonly with?: Generation;
  readonly tab?: number;
  readonly afterSec?: number;
  /** keep: an access token only; lost: the answer never came. */
  readonly answer?: 'rotate' | 'keep' | 'lost' | 'invalid_grant' | 'reuse' | 'pending';
};

export type App = {
  readonly signIn: (when: When) => Generation;
  readonly refresh: (when: When, facts?: RefreshFacts) => Generation;
  readonly call: (
    when: When,
    facts?: { readonly status?: number; readonly with?: Generation; readonly path?: string },
  ) => void;
  readonly generations: readonly Generation[];
};

export function createApp(story: Story, facts: AppFacts): App {
  const generations: Generation[] = [];
  const context = (tab: number | undefined): string => `tab:${tab ?? facts.tab}`;

  function mint(atMs: number): Generation {
    const issuedSec = Math.floor(atMs / 1000 + (facts.skewSec ?? 0));
    const generation = {
      access: issueJwt(story, 'access', { ...readClaims(facts, issuedSec, facts.accessSec), ...facts.claims }),
      refresh:
        facts.refreshSec === null ? issueOpaque(story) : { ...issueOpaque(story), announcedSec: facts.refreshSec },
    };
    generations.push(generation);
    return generation;
  }

  function requestToken(
    atMs: number,
    tab: number | undefined,
    grant: 'authorization_code' | 'refresh_token',
    presented: readonly PresentedCredential[],
  ) {
    return {
      atMs,
      method: 'POST',
      origin: facts.issuer,
      pathTemplate: '/token',
      clientOrigin: facts.origin,
      context: context(tab),
      clientId: facts.client,
      bodyFp: story.nextFp(),
      purpose: {
        kind: 'token-request',
        grant,
        codeFp: grant === 'authorization_code' ? story.nextFp() : null,
      } as const,
      credentials: presented,
    };
  }

  return {
    generations,
    signIn(when) {
      const atMs = story.at(when);
      const generation = mint(atMs + 200);
      const id =
        facts.hasIdTokens === true
          ? [
              issueJwt(story, 'id', {
                ...readClaims(facts, Math.floor(atMs / 1000), facts.accessSec),
                nonce: 'n-0S6_WzA2Mj',
              }),
            ]
          : [];
      const issued = [generation.access, generation.refresh, ...id];
      story.send(requestToken(atMs, undefined, 'authorization_code', []), { issued, skewSec: facts.skewSec ?? 0 });
      return generation;
    },
    refresh(when, { with: used = generations.at(-1), tab, afterSec = 0.2, answer = 'rotate' } = {}) {
      const atMs = story.at(when);
      if (used === undefined) throw new Error('an app refreshes after it signed in');
      const request = requestToken(atMs, tab, 'refresh_token', [present(used.refresh, 'form', null)]);
      const skewSec = facts.skewSec ?? 0;
      if (answer === 'pending') story.send(request, null);
      else if (answer === 'lost') story.send(request, { afterSec, isLost: true });
      else if (answer === 'invalid_grant' || answer === 'reuse')
        story.send(request, {
          afterSec,
          skewSec,
          status: 400,
          error: { code: 'invalid_grant', reading: answer === 'reuse' ? 'reuse' : 'generic' },
        });
      else {
        const minted = mint(atMs + afterSec * 1000);
        const generation = answer === 'keep' ? { ...minted, refresh: used.refresh } : minted;
        generations[generations.length - 1] = generation;
        const issued = answer === 'keep' ? [generation.access] : [generation.access, generation.refresh];
        story.send(request, { afterSec, skewSec, issued });
        return generation;
      }
      return used;
    },
    call(when, { status = 200, with: used = generations.at(-1), path = '/orders' } = {}) {
      if (used === undefined) throw new Error('an app calls after it signed in');
      story.send(
        {
          atMs: story.at(when),
          origin: facts.api,
          pathTemplate: path,
          clientOrigin: facts.origin,
          context: context(undefined),
          urlFp: story.fpOf(path),
          credentials: [present(used.access, 'authorization', 'bearer')],
        },
        {
          status,
          afterSec: 0.1,
          skewSec: facts.skewSec ?? 0,
          challenge: status === 401 ? { scheme: 'bearer', error: 'invalid_token' } : null,
        },
      );
    },
  };
}

function readClaims(facts: AppFacts, issuedSec: number, lifeSec: number): JsonObject {
  return {
    iss: facts.issuer,
    aud: facts.api,
    sub: 'u_42',
    client_id: facts.client,
    scope: 'orders:read orders:write',
    iat: issuedSec,
    exp: issuedSec + lifeSec,
    jti: `9d1c${issuedSec.toString(36)}`,
  };
}

export function issueJwt(story: Story, role: TokenRole, payload: JsonObject): IssuedCredential {
  return {
    fp: story.nextFp(),
    bodyFp: story.nextFp(),
    nonceFp: null,
    format: 'jws',
    jwt: {
      format: 'jws',
      header: { alg: 'RS256', typ: role === 'access' ? 'at+jwt' : 'JWT', kid: 'key-2026-11' },
      payload,
      lengthChars: 842,
    },
    carrier: 'response-json',
    name: role === 'id' ? 'id_token' : 'access_token',
    claimed: { role, strength: 'confirmed', row: 2 },
    announcedSec: null,
    cookie: null,
  };
}

function issueOpaque(story: Story): IssuedCredential {
  return {
    fp: story.nextFp(),
    bodyFp: null,
    nonceFp: null,
    format: 'opaque',
    jwt: null,
    carrier: 'response-json',
    name: 'refresh_token',
    claimed: { role: 'refresh', strength: 'confirmed', row: 2 },
    announcedSec: null,
    cookie: null,
  };
}

export function present(
  credential: IssuedCredential,
  carrier: PresentedCredential['carrier'],
  scheme: string | null,
): PresentedCredential {
  const { announcedSec: _announcedSec, cookie: _cookie, ...shared } = credential;
  return {
    ...shared,
    carrier,
    name: carrier === 'form' ? 'refresh_token' : 'authorization',
    scheme,
    isRepeatedInRequest: false,
  };
}
