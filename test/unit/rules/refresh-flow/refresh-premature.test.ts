import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'refresh-premature';

type Plan = {
  readonly everySec?: number;
  readonly spec?: (index: number) => JwtSpec;
  readonly before?: (index: number, at: number) => void;
};

/** Tokens of an hour, renewed every `everySec`. */
function renew(
  s: Teller,
  times: number,
  { everySec = 900, spec = () => ({}), before = () => undefined }: Plan = {},
): void {
  const issue = (index: number) => ({
    access_token: s.jwt(`AT${index}`, { lifetimeSec: 3600, ...spec(index) }),
    refresh_token: `RT${index}`,
  });
  redeem(s, 0, issue(0));
  for (let index = 0; index < times; index += 1) {
    before(index, (index + 1) * everySec);
    refresh(s, (index + 1) * everySec, `RT${index}`, issue(index + 1), { id: `r${index}` });
  }
}

describe('tokens renewed far too early', () => {
  it('is information three times in a row, likely by the clock', () => {
    const told = tellStory((s) => renew(s, 3));
    expect(told.refresh('r0').trigger).toBe('early');
    expectFinding(told, RULE, { severity: 'info', confidence: 'likely', count: 3 });
    expectNoFinding(
      tellStory((s) => renew(s, 2)),
      RULE,
    );
  });

  it('is low more than five times in an hour', () => {
    expectFinding(
      tellStory((s) => renew(s, 6, { everySec: 600 })),
      RULE,
      { severity: 'low', count: 6 },
    );
    expectFinding(
      tellStory((s) => renew(s, 6)),
      RULE,
      { severity: 'info' },
    );
  });

  it('counts each of a run that is longer than what is kept of a client, once', () => {
    const told = tellStory((s) => renew(s, 150, { everySec: 60 }));
    const finding = expectFinding(told, RULE, { severity: 'low', count: 150 });
    expect(finding.firstAt).toBe(told.refresh('r0').at);
  });

  it('tells two runs apart', () => {
    const told = tellStory((s) => {
      renew(s, 3);
      const pair = (index: number) => ({
        access_token: s.jwt(`BT${index}`, { lifetimeSec: 3600 }),
        refresh_token: `RU${index}`,
      });
      refresh(s, 2700 + 3500, 'RT3', pair(0));
      for (let index = 0; index < 4; index += 1) refresh(s, 6200 + (index + 1) * 900, `RU${index}`, pair(index + 1));
    });
    expectFinding(told, RULE, { count: 7 });
  });

  it('is none with less than half left, or shortly before the end', () => {
    expectNoFinding(
      tellStory((s) => renew(s, 4, { everySec: 2000 })),
      RULE,
    );
    expectNoFinding(
      tellStory((s) => renew(s, 4, { everySec: 3400 })),
      RULE,
    );
  });

  it('is none where a page that was just loaded fetched its token', () => {
    const told = tellStory((s) => renew(s, 4, { before: (_index, at) => s.open('app/home', { at: at - 1 }) }));
    expect(told.refresh('r1').trigger).toBe('on_load');
    expectNoFinding(told, RULE);
  });

  it('T16: is none where each refresh is for another audience', () => {
    const spec = (index: number) => ({ claims: { aud: `https://${index}.example` } });
    expectNoFinding(
      tellStory((s) => renew(s, 4, { spec })),
      RULE,
    );
  });

  it('a refresh in time ends the row', () => {
    const told = tellStory((s) => {
      renew(s, 2);
      refresh(s, 1800 + 3500, 'RT2', { access_token: s.jwt('AT8', { lifetimeSec: 3600 }), refresh_token: 'RT8' });
      refresh(s, 1800 + 3500 + 900, 'RT8', { access_token: s.jwt('AT9', { lifetimeSec: 3600 }), refresh_token: 'RT9' });
    });
    expectNoFinding(told, RULE);
  });

  it('does not blame the app for a session that ordinary answers slide', () => {
    const told = tellStory((s) => {
      const spec = { lifetimeSec: 3600, header: { typ: 'JWT' }, claims: { scope: undefined } };
      const cookie = (index: number) => `session=${s.jwt(`T${index}`, spec)}; HttpOnly; Path=/`;
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: {}, setCookie: cookie(0) } });
      for (const index of [1, 2, 3, 4, 5]) {
        s.get('app/a', {
          at: index * 60,
          cookie: `session=T${index - 1}`,
          answer: { json: {}, setCookie: cookie(index) },
        });
      }
    });
    expect(told.report.refreshes.map(({ type }) => type)).toContain('sliding_reissue');
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost((s) => renew(s, 6, { everySec: 600 }))), RULE, { severity: 'info' });
  });

  it('begins anew after a gap, which may hide a refresh in time', () => {
    const told = tellStory((s) => {
      renew(s, 4);
      s.gap(2000, 2100);
    });
    expectNoFinding(told, RULE);
  });
});
