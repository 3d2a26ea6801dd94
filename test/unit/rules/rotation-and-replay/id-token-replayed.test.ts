import { describe, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { refresh } from '../usual-traffic';

const RULE = 'id-token-replayed';
type SignIn = {
  readonly at: number;
  readonly nonce: string;
  readonly state: string;
  readonly idToken: string;
  readonly access?: string;
};

/** Authorization request, callback, code grant. */
function signIn(s: Teller, { at, nonce, state, idToken, access = 'AT1' }: SignIn): void {
  const code = `code-of-${state}`;
  const asked = { response_type: 'code', client_id: 'spa', scope: 'openid', nonce, state };
  const location = `https://app.shop.example/callback?code=${code}&state=${state}`;
  s.open('auth/authorize', { at, query: asked, id: `ask-${at}`, answer: { status: 302, location } });
  s.open('app/callback', { at: at + 1, query: { code, state }, follows: `ask-${at}` });
  s.post('auth/token', {
    at: at + 2,
    form: { grant_type: 'authorization_code', code },
    answer: { json: { access_token: access, id_token: idToken, refresh_token: 'RT1', token_type: 'Bearer' } },
  });
}

const withNonce = (s: Teller, name: string, nonce: string): string => s.jwt(name, { claims: { nonce } });

describe('an ID token that is not the answer to its request', () => {
  it('has another nonce', () => {
    const told = tellStory((s) => signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken: withNonce(s, 'IDT1', 'n2') }));
    expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed', tokens: ['IDT1'] });
  });

  it('has another nonce in the answer to an implicit request', () => {
    const told = tellStory((s) => {
      const location = `https://app.shop.example/#id_token=${withNonce(s, 'IDT1', 'n2')}&state=s1`;
      const query = { response_type: 'id_token', client_id: 'spa', nonce: 'n1', state: 's1' };
      s.open('auth/authorize', { at: 0, query, answer: { status: 302, location } });
    });
    expectFinding(told, RULE, { tokens: ['IDT1'] });
  });

  it('comes in two answers', () => {
    const told = tellStory((s) => {
      const idToken = s.jwt('IDT1', { claims: { nonce: undefined, at_hash: 'x' } });
      signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken });
      signIn(s, { at: 100, nonce: 'n2', state: 's2', idToken, access: 'AT2' });
    });
    expectFinding(told, RULE, { severity: 'medium', tokens: ['IDT1'], count: 1 });
  });
});

it('one nonce in two authorization requests is a finding', () => {
  const told = tellStory((s) => {
    signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken: withNonce(s, 'IDT1', 'n1') });
    signIn(s, { at: 100, nonce: 'n1', state: 's2', idToken: withNonce(s, 'IDT2', 'n1'), access: 'AT2' });
  });
  expectFinding(told, RULE, { severity: 'medium', count: 1 });
});

describe('nothing is said', () => {
  it('of a sign-in as it should be, and of the next', () => {
    const told = tellStory((s) => {
      signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken: withNonce(s, 'IDT1', 'n1') });
      signIn(s, { at: 100, nonce: 'n2', state: 's2', idToken: withNonce(s, 'IDT2', 'n2'), access: 'AT2' });
    });
    expectNoFinding(told, RULE);
  });

  it('of refreshed ID tokens with the original nonce, or the original token', () => {
    const told = tellStory((s) => {
      signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken: withNonce(s, 'IDT1', 'n1') });
      refresh(s, 300, 'RT1', { access_token: 'AT2', id_token: withNonce(s, 'IDT2', 'n1'), refresh_token: 'RT2' });
      refresh(s, 600, 'RT2', { access_token: 'AT3', id_token: 'IDT1', refresh_token: 'RT3' });
    });
    expectNoFinding(told, RULE);
  });

  it('of one authorization request that the server sends the browser back to', () => {
    const query = { response_type: 'code', client_id: 'spa', nonce: 'n1', state: 's1' };
    const told = tellStory((s) => {
      s.open('auth/authorize', {
        at: 0,
        query,
        id: 'a',
        answer: { status: 302, location: 'https://auth.shop.example/login' },
      });
      s.open('auth/login', { at: 1, follows: 'a' });
      signIn(s, { at: 20, nonce: 'n1', state: 's1', idToken: withNonce(s, 'IDT1', 'n1') });
    });
    expectNoFinding(told, RULE);
  });

  it('of an answer out of the cache (T7)', () => {
    const told = tellStory((s) => {
      const idToken = withNonce(s, 'IDT1', 'n1');
      signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken });
      const form = { grant_type: 'authorization_code', code: 'another' };
      const json = { access_token: 'AT1', id_token: idToken };
      s.post('auth/token', { at: 9, form, answer: { source: 'cache', json } });
    });
    expectNoFinding(told, RULE);
  });

  it('of an ID token without a nonce', () => {
    const idToken = { claims: { nonce: undefined, at_hash: 'x' } };
    const told = tellStory((s) => signIn(s, { at: 0, nonce: 'n1', state: 's1', idToken: s.jwt('IDT1', idToken) }));
    expectNoFinding(told, RULE);
  });
});
