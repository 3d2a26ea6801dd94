// The story behind the pictures: a shop whose tokens rotate, an admin app whose old refresh token comes back, and a
// legacy login that lasts a week.

import type { Observation } from '../../../src/observation/observation';
import { createApp, issueJwt, present, SHOP } from './app';
import { createStory, type Story } from './story';

export const SHOP_DAY = '2026-11-21';
export const SHOP_NOW = Date.parse(`${SHOP_DAY}T14:45:48Z`);

export function tellShopStory(): readonly Observation[] {
  const story = createStory(SHOP_DAY);
  tellShop(story);
  tellAdmin(story);
  tellLegacy(story);
  return story.observations();
}

function tellShop(story: Story): void {
  const shop = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: 7 * 86_400,
    hasIdTokens: true,
    skewSec: 0.4,
  });
  shop.signIn('13:11:54');
  for (const when of ['13:20:57', '13:30:00', '13:39:03', '13:48:06', '13:57:09']) {
    shop.call(story.at(when) - 200_000);
    shop.refresh(when);
  }
  shop.call('14:00:10');
  // A timer that a sleeping tab did not run: the API refuses, the client renews and asks again.
  shop.call('14:07:12', { status: 401 });
  shop.refresh(story.at('14:07:12') + 300);
  shop.call(story.at('14:07:12') + 700);
  for (const when of ['14:16:15', '14:25:18', '14:34:21', '14:39:54']) {
    shop.call(story.at(when) - 100_000);
    shop.refresh(when);
  }
  for (let count = 0; count < 14; count++) shop.call(story.at('14:40:30') + count * 20_000);
}

function tellAdmin(story: Story): void {
  const admin = createApp(story, {
    client: 'admin',
    origin: 'https://admin.shop.dev',
    issuer: 'https://id.shop.dev',
    api: 'https://api.shop.dev',
    tab: 7,
    accessSec: 1000,
    refreshSec: 8 * 3600,
  });
  admin.signIn('13:14:00');
  admin.call('13:15:00');
  const second = admin.refresh('13:29:20');
  admin.call('13:31:00');
  admin.refresh('13:44:40');
  admin.call('13:50:00');
  admin.refresh('14:00:00');
  admin.refresh('14:05:40', { with: second, answer: 'invalid_grant', tab: 9 });
  admin.call('14:06:00');
  admin.refresh('14:15:20');
  admin.refresh('14:30:05');
  admin.call('14:31:00');
}

function tellLegacy(story: Story): void {
  const iat = story.at('12:40:00') / 1000;
  const token = issueJwt(story, 'access', { iss: 'legacy', sub: 'u_42', iat, exp: iat + 7 * 86_400, roles: ['buyer'] });
  for (let count = 0; count < 22; count++) {
    story.send(
      {
        atMs: story.at('14:41:00') + count * 12_000,
        origin: 'https://legacy.shop.dev',
        pathTemplate: '/v1/cart',
        clientOrigin: 'https://shop.dev',
        urlFp: story.fpOf('/v1/cart'),
        credentials: [
          { ...present(token, 'authorization', 'bearer'), claimed: { role: 'access', strength: 'likely', row: 5 } },
        ],
      },
      { afterSec: 0.05 },
    );
  }
}
