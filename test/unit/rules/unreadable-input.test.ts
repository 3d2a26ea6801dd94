// A rule whose input was never there is not clear: it says why it could not be judged (rules.md 2.1).
import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';
import { redeem, refresh } from './usual-traffic';

const reasonOf = (told: ReturnType<typeof tellStory>, rule: string): string | null =>
  told.report.notEvaluable.find((one) => one.rule === rule)?.reason ?? null;

describe('not evaluable', () => {
  it('is refresh-success-loop where no answer body was read', () => {
    const tell = (sensor: 'web-request' | 'devtools') =>
      tellStory(
        (s) => {
          redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
          refresh(s, 540, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
        },
        { sensors: [sensor] },
      );
    expect(reasonOf(tell('web-request'), 'refresh-success-loop')).toMatch(/no answer body was/);
    expect(reasonOf(tell('devtools'), 'refresh-success-loop')).toBeNull();
  });

  it('is session-age-exceeds-policy where nothing but the use of a session was seen', () => {
    const told = tellStory((s) => s.get('api/me', { at: 10, bearer: 'AT1' }));
    expect(reasonOf(told, 'session-age-exceeds-policy')).toMatch(/no session showed when it began/);
  });

  it('is expired-token-sent where no token says when it ends', () => {
    const tell = (more: object) =>
      tellStory((s) => {
        redeem(s, 0, { access_token: s.opaque('OPAQUE'), ...more });
        s.get('api/me', { at: 10, bearer: 'OPAQUE' });
      });
    expect(reasonOf(tell({}), 'expired-token-sent')).toMatch(/no token that was seen says when it ends/);
    expect(reasonOf(tell({ expires_in: 600 }), 'expired-token-sent')).toBeNull();
  });
});
