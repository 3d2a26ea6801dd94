import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'request-retry-exceeds-once';
const EXPIRED = { status: 401, challenge: 'Bearer error="invalid_token"' };
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
type Request = Partial<RequestOptions> & { readonly method?: string };
type Repeat = Request & { readonly at: number };

function send(s: Teller, bearer: string, { method = 'GET', ...more }: Repeat): void {
  s.request(method, 'api/orders', { bearer, ...more });
}

/** Refused at 610, refreshed, then sent again as told. */
function tellRepeats(s: Teller, request: Request, ...repeats: readonly Repeat[]): void {
  redeem(s, 0, pair(1));
  send(s, 'AT1', { ...request, at: 610, answer: EXPIRED });
  refresh(s, 610.3, 'RT1', pair(2));
  for (const repeat of repeats) send(s, 'AT2', { ...request, ...repeat });
}

const post = { method: 'POST', json: { order: 1 } };

describe('a refused request that is repeated more than once', () => {
  it('is low for a safe method', () => {
    const finding = expectFinding(
      tellStory((s) => tellRepeats(s, {}, { at: 610.6 }, { at: 611.5 })),
      RULE,
      {
        severity: 'low',
        confidence: 'confirmed',
        count: 2,
      },
    );
    expect(finding.message).toMatch(/after the refresh the app sent the same request 2 times in .*, each accepted/);
  });

  it.each(['POST', 'PATCH', 'DELETE'])('is medium for %s', (method) => {
    const told = tellStory((s) => tellRepeats(s, { ...post, method }, { at: 610.6 }, { at: 625 }));
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('is low when the repeats are refused', () => {
    const told = tellStory((s) => tellRepeats(s, {}, { at: 610.6, answer: 401 }, { at: 612, answer: 401 }));
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toContain('each refused');
  });

  it('is found across two refreshes', () => {
    const told = tellStory((s) => {
      tellRepeats(s, {}, { at: 610.6, answer: EXPIRED });
      refresh(s, 611, 'RT2', pair(3));
      send(s, 'AT3', { at: 611.5, answer: EXPIRED });
    });
    expectFinding(told, RULE, { severity: 'low', count: 2 });
  });
});

describe('nothing is said', () => {
  it('of one repeat', () =>
    expectNoFinding(
      tellStory((s) => tellRepeats(s, post, { at: 610.6 })),
      RULE,
    ));

  it('of one repeat per refused request, however many are alike', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const at of [610, 610.01, 610.02]) send(s, 'AT1', { at, answer: EXPIRED });
      refresh(s, 610.3, 'RT1', pair(2));
      for (const at of [610.6, 610.61, 610.62]) send(s, 'AT2', { at });
    });
    expectNoFinding(told, RULE);
  });

  it('of another body', () => {
    const told = tellStory((s) => tellRepeats(s, post, { at: 610.6 }, { at: 611, json: { order: 2 } }));
    expectNoFinding(told, RULE);
  });

  it('of a repeat that had brought no answer (T9)', () => {
    const told = tellStory((s) => tellRepeats(s, post, { at: 610.6, fails: 'net::ERR_FAILED' }, { at: 611 }));
    expectNoFinding(told, RULE);
  });

  it('of a challenge for a nonce (T15)', () => {
    const answer = { status: 401, challenge: 'DPoP error="use_dpop_nonce"' };
    expectNoFinding(
      tellStory((s) => tellRepeats(s, post, { at: 610.6, answer }, { at: 611 })),
      RULE,
    );
  });

  it('of more than half a minute later', () => {
    expectNoFinding(
      tellStory((s) => tellRepeats(s, post, { at: 610.6 }, { at: 645 })),
      RULE,
    );
  });

  it('of what is fetched every few seconds anyway', () => {
    const told = tellStory((s) => {
      for (let at = 560; at < 610; at += 5) send(s, 'AT1', { at });
      tellRepeats(s, {}, { at: 610.6 }, { at: 615.6 }, { at: 620.6 });
    });
    expectNoFinding(told, RULE);
  });

  it('of what the user opens again after a while', () => {
    expectNoFinding(
      tellStory((s) => tellRepeats(s, {}, { at: 610.6 }, { at: 628 })),
      RULE,
    );
  });

  it('of another tab', () => {
    expectNoFinding(
      tellStory((s) => tellRepeats(s, post, { at: 610.6 }, { at: 611, tab: 'tabB' })),
      RULE,
    );
  });

  it('where part of its course was not seen', () => {
    const told = tellStory((s) => {
      tellRepeats(s, post, { at: 611 }, { at: 625 });
      s.gap(615, 620);
    });
    expectNoFinding(told, RULE);
  });

  it('inside a loop of refreshes: there only the loop is told (14.11)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      send(s, 'AT1', { at: 610, answer: EXPIRED });
      for (const index of [1, 2, 3, 4]) {
        refresh(s, 609.5 + index, `RT${index}`, pair(index + 1));
        send(s, `AT${index + 1}`, { at: 610 + index, answer: EXPIRED });
      }
    });
    expectNoFinding(told, RULE);
    expectFinding(told, 'refresh-success-loop');
  });
});
