// Where a refresh token stood when it was presented, and what the server made of it (rules.md 4.1).

import { describe, expect, it } from 'vitest';
import { grantOf, issue, refresh, refuse, signIn } from '../../support/story/passages';
import type { AnswerOptions } from '../../support/story/story-acts';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const judge = (tell: (s: Teller) => void, options?: StoryOptions) => tellStory(tell, options).refresh('r');
const present = (s: Teller, at: number, n: number, answer: AnswerOptions | number = issue(s, 9)) =>
  s.post('auth/token', { at, id: 'r', form: grantOf(n), answer });

describe('a position', () => {
  it('P0: the head, used first', () => {
    expect(
      judge((s) => {
        signIn(s, 0);
        present(s, 540, 1);
      }),
    ).toMatchObject({ position: 'P0', generationDistance: null });
  });

  it('P3: of two tokens that a server hands out in turn, as old as there are others', () => {
    const again = judge((s) => {
      s.post('auth/token', { at: 100, form: grantOf(1), answer: issue(s, 2) });
      s.post('auth/token', { at: 200, form: grantOf(2), answer: issue(s, 1) });
      present(s, 300, 1, issue(s, 2));
    });
    expect(again).toMatchObject({ position: 'P3', generationDistance: 1 });
  });

  it('P0: the head again, after answers that kept it', () => {
    const again = judge((s) => {
      signIn(s, 0);
      const kept = { json: { access_token: s.jwt('AT2'), expires_in: 600 } };
      s.post('auth/token', { at: 540, form: grantOf(1), answer: kept });
      s.post('auth/token', {
        at: 1080,
        form: grantOf(1),
        answer: { json: { access_token: s.jwt('AT3'), refresh_token: 'RT1' } },
      });
      present(s, 1620, 1);
    });
    expect(again.position).toBe('P0');
  });

  it('P1: before the answer of another presentation arrived', () => {
    expect(
      judge((s) => {
        signIn(s, 0);
        refresh(s, 540, 1, 2, { after: 1 });
        present(s, 540.9, 1);
      }).position,
    ).toBe('P1');
  });

  it('not P1 when the other answer may have come while nothing was seen', () => {
    const told = judge((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, form: grantOf(1), answer: 'none' });
      s.gap(540.1, 545);
      present(s, 546, 1);
    });
    expect(told.position).toBe('P0');
  });

  it('P2 and P3: after it, within the grace and beyond', () => {
    const judgedAfter = (sec: number, options?: StoryOptions) =>
      judge((s) => {
        signIn(s, 0);
        refresh(s, 540, 1, 2, { after: 0.2 });
        present(s, 540.2 + sec, 1);
      }, options);
    expect(judgedAfter(0)).toMatchObject({ position: 'P2', generationDistance: 1 });
    expect(judgedAfter(60).position).toBe('P2');
    expect(judgedAfter(60.1)).toMatchObject({ position: 'P3', generationDistance: 1 });
    expect(judgedAfter(11, { thresholds: { 'rt.grace': 10 } }).position).toBe('P3');
  });

  it('P4: two rotations behind, at any time', () => {
    const told = judge((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      refresh(s, 541, 2, 3);
      present(s, 542, 1);
    });
    expect(told).toMatchObject({ position: 'P4', generationDistance: 2 });
  });

  it('P5: after the logout, whatever else', () => {
    const told = judge((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      s.post('auth/revoke', { at: 600, form: { token: 'RT2', token_type_hint: 'refresh_token' } });
      present(s, 606, 1);
    });
    expect(told.position).toBe('P5');
  });

  it('P6: past its own announced end', () => {
    const told = judge((s) => {
      const json = { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 1800 };
      s.post('auth/token', { at: 0, form: { grant_type: 'password', username: 'a', password: 'b' }, answer: { json } });
      present(s, 1900, 1);
    });
    expect(told.position).toBe('P6');
  });

  it('P7: nobody saw where it came from', () => {
    expect(judge((s) => present(s, 10, 1)).position).toBe('P7');
  });

  it('none: it was refused for good before', () => {
    const told = judge((s) => {
      signIn(s, 0);
      refuse(s, 540, 1);
      present(s, 545, 1, 400);
    });
    expect(told).toMatchObject({ position: null, outcome: 'failure.terminal' });
  });
});

describe('an answer', () => {
  it.each<[answer: string, outcome: string, make: (s: Teller) => AnswerOptions]>([
    ['A+', 'success', (s) => issue(s, 9)],
    ['A0', 'success', (s) => ({ json: { access_token: s.jwt('AT9') } })],
    ['A0', 'success', (s) => ({ json: { access_token: s.jwt('AT9'), refresh_token: 'RT1' } })],
    ['Rr', 'failure.terminal', () => ({ status: 400, json: { error: 'refresh_token_already_used' } })],
    ['Rg', 'failure.terminal', () => ({ status: 400, json: { error: 'invalid_grant' } })],
    ['Rg', 'failure.terminal', () => ({ status: 401 })],
    ['Rg', 'failure.terminal', () => ({ status: 403 })],
    [
      'Rg',
      'failure.terminal',
      () => ({ status: 200, json: { error: 'bad_refresh_token', error_description: 'Token expired' } }),
    ],
    ['Rg', 'failure.terminal', () => ({ status: 302, location: 'https://auth.shop.example/login' })],
    ['Rx', 'failure.transient', () => ({ status: 429 })],
    ['Rx', 'failure.transient', () => ({ status: 408 })],
    ['Rx', 'failure.transient', () => ({ status: 503 })],
    ['Rx', 'failure.transient', () => ({ status: 400, json: { error: 'temporarily_unavailable' } })],
    ['Rx', 'negotiation', () => ({ status: 400, json: { error: 'use_dpop_nonce' } })],
  ])('%s: %s', (answer, outcome, make) => {
    expect(
      judge((s) => {
        signIn(s, 0);
        present(s, 540, 1, make(s));
      }),
    ).toMatchObject({ answer, outcome });
  });

  it('A=: the successor that was issued before', () => {
    const told = judge((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      present(s, 545, 1, issue(s, 2));
    });
    expect(told).toMatchObject({ position: 'P2', answer: 'A=' });
  });

  it('none: a body that nobody could read', () => {
    const lost = judge((s) => {
      signIn(s, 0);
      present(s, 540, 1, { body: 'lost' });
    });
    expect(lost).toMatchObject({ outcome: 'unknown', answer: null });
  });

  it('none: no answer at all', () => {
    const silent = judge((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, id: 'r', form: grantOf(1), answer: 'none' });
    });
    expect(silent).toMatchObject({ outcome: 'unknown', answer: null });
  });

  it('of the cache makes no refresh: nothing was presented to a server', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      present(s, 540, 1, { ...issue(s, 9), source: 'cache' });
    });
    expect(told.report.refreshes).toEqual([]);
    expect(told.token('RT1').presentations).toBe(0);
  });

  it('of a network that failed is Rx', () => {
    const told = judge((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, id: 'r', form: grantOf(1), fails: 'net::ERR_FAILED' });
    });
    expect(told).toMatchObject({ outcome: 'failure.transient', answer: 'Rx', status: 0 });
  });
});

describe('a failure', () => {
  it('is resolved by a later success', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, id: 'failed', form: grantOf(1), answer: 503 });
      s.post('auth/token', { at: 545, form: grantOf(1), answer: issue(s, 2) });
    });
    expect(told.refresh('failed')).toMatchObject({ resolved: true, silent: 'failure' });
  });

  it('is resolved by a login', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refuse(s, 540, 1, { id: 'failed' });
      signIn(s, 600, 2);
    });
    expect(told.refresh('failed').resolved).toBe(true);
  });

  it('is unresolved otherwise', () => {
    expect(
      judge((s) => {
        signIn(s, 0);
        present(s, 540, 1, 400);
      }).resolved,
    ).toBe(false);
  });
});
