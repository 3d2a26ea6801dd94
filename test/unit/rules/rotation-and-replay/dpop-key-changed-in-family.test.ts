import { describe, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { jktOf } from '../../../support/story/story-proofs';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'dpop-key-changed-in-family';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}`, token_type: 'DPoP' });

function tell(s: Teller, key: string, more = {}): void {
  redeem(s, 0, pair(1), { dpop: 'p1', ...more });
  refresh(s, 300, 'RT1', pair(2), { dpop: { name: 'p2', key }, ...more });
}

describe('a refresh token with another key than it was issued to', () => {
  it('is medium when accepted', () => {
    const finding = expectFinding(
      tellStory((s) => tell(s, 'L')),
      RULE,
      {
        severity: 'medium',
        confidence: 'confirmed',
        tokens: ['RT1'],
      },
    );
    const shown = JSON.stringify(finding.evidence);
    if (!shown.includes(jktOf('L').slice(0, 8))) throw new Error(`the new key is missing in ${shown}`);
  });

  it('is info when refused', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { dpop: 'p1' });
      const answer = { status: 400, json: { error: 'invalid_dpop_proof' } };
      refresh(s, 300, 'RT1', {}, { dpop: { name: 'p2', key: 'L' }, answer });
    });
    expectFinding(told, RULE, { severity: 'info' });
  });

  it('is found although the token was not rotated', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { dpop: 'p1' });
      refresh(s, 300, 'RT1', { access_token: 'AT2' }, { dpop: 'p2' });
      refresh(s, 600, 'RT1', { access_token: 'AT3' }, { dpop: { name: 'p3', key: 'L' } });
    });
    expectFinding(told, RULE, { severity: 'medium', count: 1 });
  });
});

describe('nothing is said', () => {
  it('of the same key', () =>
    expectNoFinding(
      tellStory((s) => tell(s, 'K')),
      RULE,
    ));

  it('of a confidential client: it may change keys', () => {
    const headers = { Authorization: `Basic ${btoa('web:secret')}` };
    expectNoFinding(
      tellStory((s) => tell(s, 'L', { headers })),
      RULE,
    );
  });

  it('of a token that was issued without a proof', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 300, 'RT1', pair(2), { dpop: 'p2' });
    });
    expectNoFinding(told, RULE);
  });

  it('of a new sign-in with a new key (T17)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { dpop: 'p1' });
      redeem(s, 500, pair(2), { dpop: { name: 'p2', key: 'L' } });
      refresh(s, 900, 'RT2', pair(3), { dpop: { name: 'p3', key: 'L' } });
    });
    expectNoFinding(told, RULE);
  });

  it('while the server only asks for a nonce (T15)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { dpop: 'p1' });
      const answer = { status: 400, json: { error: 'use_dpop_nonce' } };
      refresh(s, 300, 'RT1', {}, { dpop: { name: 'p2', key: 'L' }, answer });
    });
    expectNoFinding(told, RULE);
  });
});
