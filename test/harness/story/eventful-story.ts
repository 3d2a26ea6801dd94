// A story in which everything happens that the timeline marks: a soft expiry, a fork, a replay, a refusal, a gap, a logout.

import { createApp, issueJwt, present } from './app';
import { SHOP_DAY } from './shop-story';
import { createStory, type Story } from './story';

export const EVENTFUL_STORY = createStory(SHOP_DAY);
export const EVENTFUL_NOW = EVENTFUL_STORY.at('14:30:00');

tellForked(EVENTFUL_STORY);
tellLeaver(EVENTFUL_STORY);
tellSoft(EVENTFUL_STORY);
EVENTFUL_STORY.observe({
  kind: 'gap-observed',
  fromMs: EVENTFUL_STORY.at('13:48:00'),
  toMs: EVENTFUL_STORY.at('13:58:00'),
  reason: 'paused',
});

/** Its refresh token comes back in time for a grace, which splits the chain; and once more, long after. */
function tellForked(story: Story): void {
  const app = createApp(story, {
    client: 'forked',
    origin: 'https://forked.dev',
    issuer: 'https://id.shop.dev',
    api: 'https://api.shop.dev',
    tab: 7,
    accessSec: 600,
    refreshSec: 86_400,
  });
  const first = app.signIn('13:20:00');
  app.refresh('13:28:00');
  app.refresh('13:28:20', { with: first });
  app.refresh('13:40:00', { with: first, answer: 'reuse' });
}

/** Refused once, never renewed, then logged out. */
function tellLeaver(story: Story): void {
  const app = createApp(story, {
    client: 'leaver',
    origin: 'https://leaver.dev',
    issuer: 'https://id.leaver.dev',
    api: 'https://api.leaver.dev',
    tab: 7,
    accessSec: 300,
    refreshSec: 86_400,
  });
  const { refresh } = app.signIn('14:00:00');
  app.call('14:02:00');
  app.call('14:06:00', { status: 401 });
  story.send(
    {
      atMs: story.at('14:12:00'),
      method: 'POST',
      origin: 'https://id.leaver.dev',
      pathTemplate: '/revoke',
      clientOrigin: 'https://leaver.dev',
      clientId: 'leaver',
      purpose: { kind: 'revocation' },
      credentials: [present(refresh, 'form', null)],
    },
    {},
  );
}

/** A token of two expiries, as one-token designs have them. */
function tellSoft(story: Story): void {
  const iat = story.at('14:20:00') / 1000;
  const claims = { iss: 'https://id.soft.dev', sub: 'u_7', iat, useExp: iat + 600, exp: iat + 1800 };
  story.send(
    {
      atMs: story.at('14:21:00'),
      origin: 'https://api.soft.dev',
      pathTemplate: '/notes',
      clientOrigin: 'https://soft.dev',
      credentials: [present(issueJwt(story, 'access', claims), 'authorization', 'bearer')],
    },
    {},
  );
}
