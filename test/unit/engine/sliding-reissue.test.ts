// A session that slides: ordinary answers bring the next token (rules.md 3.3, 14.24). Its tokens are used, not spent.

import { describe, expect, it } from 'vitest';
import { expectNoFinding } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';

const SPENT_TWICE = [
  'refresh-uncoordinated-parallel',
  'rotation-fork',
  'refresh-token-reuse-accepted',
  'refresh-token-reuse-within-grace',
] as const;
const cookie = (name: string): string => `sid=${name}; HttpOnly; Secure`;

describe('a sliding session', () => {
  it('may be used by two calls at once, and later by a tab that still has the old token', () => {
    const told = tellStory((s) => {
      for (const name of ['S1', 'S2', 'S3', 'S4']) s.jwt(name, { lifetimeSec: 3600, header: { typ: 'JWT' } });
      s.post('api/login', { at: 0, json: { password: 'x' }, answer: { setCookie: cookie('S1') } });
      s.get('api/a', { at: 100, id: 'first', cookie: 'sid=S1', after: 0.5, answer: { setCookie: cookie('S2') } });
      s.get('api/b', { at: 100.2, id: 'second', cookie: 'sid=S1', after: 0.5, answer: { setCookie: cookie('S3') } });
      s.get('api/a', { at: 900, id: 'late', tab: 'tabB', cookie: 'sid=S1', answer: { setCookie: cookie('S4') } });
    });
    expectNoFinding(told, ...SPENT_TWICE);
    for (const id of ['first', 'second', 'late'])
      expect(told.refresh(id)).toMatchObject({ type: 'sliding_reissue', outcome: 'success', position: null });
    expect(told.report.chains).toMatchObject([{ forks: [] }]);
  });

  it('is seen where each answer brings the next opaque token in a header', () => {
    const told = tellStory((s) => {
      for (const name of ['AT1', 'AT2', 'AT3']) s.opaque(name);
      s.post('api/sign_in', { at: 0, json: { password: 'x' }, answer: { headers: { 'access-token': 'AT1' } } });
      s.get('api/a', {
        at: 9,
        id: 'a',
        headers: { 'access-token': 'AT1' },
        answer: { headers: { 'access-token': 'AT2' } },
      });
      s.get('api/a', {
        at: 20,
        id: 'b',
        headers: { 'access-token': 'AT2' },
        answer: { headers: { 'access-token': 'AT3' } },
      });
    });
    expect(told.refresh('a')).toMatchObject({ type: 'sliding_reissue', presented: 'AT1', issued: ['AT2'] });
    expect(told.refresh('b')).toMatchObject({ type: 'sliding_reissue', presented: 'AT2', issued: ['AT3'] });
    expectNoFinding(told, ...SPENT_TWICE);
  });
});
