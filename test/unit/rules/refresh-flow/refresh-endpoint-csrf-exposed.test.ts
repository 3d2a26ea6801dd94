import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../../src/engine/policy';
import { createAnalysis } from '../../../../src/rules/analysis';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost } from '../usual-traffic';

const RULE = 'refresh-endpoint-csrf-exposed';

/** A cookie with these attributes, and a refresh on it. */
const refreshBy =
  (attributes: string, options: Partial<RequestOptions> = {}) =>
  (s: Teller) => {
    const setCookie = `refresh_token=RT1; HttpOnly; Secure; ${attributes}`;
    s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { accessToken: s.jwt('AT1') }, setCookie } });
    const answer = { json: { accessToken: s.jwt('AT2') }, setCookie: setCookie.replace('RT1', 'RT2') };
    s.post('app/refresh', { at: 540, cookie: 'refresh_token=RT1', answer, ...options });
  };

describe('a refresh on a cookie alone', () => {
  it('is low and likely when other sites may send the cookie', () => {
    const told = tellStory(refreshBy('SameSite=None'));
    const { message } = expectFinding(told, RULE, { severity: 'low', confidence: 'likely', tokens: ['RT1'] });
    expect(message).toContain('may check Origin');
  });

  it.each(['SameSite=Strict', 'SameSite=Lax', 'Path=/'])('is none with %s', (attributes) => {
    expectNoFinding(tellStory(refreshBy(attributes)), RULE);
  });

  it.each<[string, Partial<RequestOptions>]>([
    ['a header of its own', { headers: { 'X-Requested-With': 'XMLHttpRequest' } }],
    ['JSON', { json: {} }],
    ['an anti-CSRF field', { form: { csrf_token: 'a1b2c3d4e5f6' } }],
    ['a DPoP proof', { dpop: 'p1' }],
  ])('is none with %s', (_what, options) => {
    expectNoFinding(tellStory(refreshBy('SameSite=None', options)), RULE);
  });

  it('is none when refused', () => {
    expectNoFinding(tellStory(refreshBy('SameSite=None', { answer: 401 })), RULE);
  });

  it('holds for an OAuth grant whose token rides in a cookie', () => {
    const told = tellStory((s) => {
      const setCookie = '__Secure-rt=RT1; HttpOnly; Secure; SameSite=None; Path=/token';
      const form = { grant_type: 'authorization_code', code: 'c1' };
      s.post('auth/token', { at: 0, form, answer: { json: { access_token: s.jwt('AT1') }, setCookie } });
      const answer = { json: { access_token: s.jwt('AT2') }, setCookie: setCookie.replace('RT1', 'RT2') };
      s.post('auth/token', { at: 540, form: { grant_type: 'refresh_token' }, cookie: '__Secure-rt=RT1', answer });
    });
    expectFinding(told, RULE);
  });

  it('T: a cookie of one embedding site only (Partitioned) does not go out from a foreign one', () => {
    expectNoFinding(tellStory(refreshBy('SameSite=None; Partitioned')), RULE);
  });

  it('knows the attributes of a cookie that only its use gave away', () => {
    const told = tellStory((s) => {
      const cookie = (name: string) => `sid=${name}; HttpOnly; Secure; SameSite=None`;
      s.post('app/login', {
        at: 0,
        json: { password: 'x' },
        answer: { json: { accessToken: s.jwt('AT1') }, setCookie: cookie('RT1') },
      });
      for (const index of [1, 2]) {
        const answer = { json: { accessToken: s.jwt(`AT${index + 1}`) }, setCookie: cookie(`RT${index + 1}`) };
        s.post('app/refresh', { at: index * 540, cookie: `sid=RT${index}`, answer });
      }
    });
    expectFinding(told, RULE, { count: 2 });
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost(refreshBy('SameSite=None'))), RULE, { severity: 'info' });
  });

  it('is none where the token itself rides in the body, whatever cookies come along', () => {
    const told = tellStory((s) => {
      const setCookie = 'refresh_token=RT1; HttpOnly; Secure; SameSite=None';
      s.post('app/login', {
        at: 0,
        json: { password: 'x' },
        answer: { json: { accessToken: s.jwt('AT1') }, setCookie },
      });
      const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      s.post('app/token', { at: 540, form, answer: { json: { access_token: s.jwt('AT2') } } });
    });
    expectNoFinding(told, RULE);
  });

  it('is taken back when the other sensor shows a defence that the first did not', () => {
    const { observations } = tellStory(refreshBy('SameSite=None'), { sensors: ['web-request', 'devtools'] });
    const listRules = (isSeenByDevtools: boolean) => {
      const analysis = createAnalysis(createPolicy('aal1'));
      for (const one of observations)
        analysis.observe(
          one.kind === 'request-sent' && one.sensor === 'devtools' ? { ...one, hasCsrfDefence: isSeenByDevtools } : one,
        );
      return [...analysis.findings.values()].map(({ rule }) => rule.id);
    };
    expect(listRules(false)).toContain(RULE);
    expect(listRules(true)).not.toContain(RULE);
  });
});
