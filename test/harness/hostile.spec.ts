// What a token says is its sender's word: it is shown as text, bounded, and cannot act.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { issueJwt, present } from './story/app';
import { SHOP_DAY } from './story/shop-story';
import { createStory } from './story/story';

const story = createStory(SHOP_DAY);
const NOW = story.at('14:00:00');
const iat = NOW / 1000 - 60;
const deep = Array.from({ length: 200 }).reduce<object>((inner) => ({ inner }), { end: true });
const members = Object.fromEntries(Array.from({ length: 500 }, (_, place) => [`claim${place}`, place]));
const payload = JSON.parse(
  JSON.stringify({
    iss: 'https://evil.example/<img src=x onerror=globalThis.hacked=1>',
    sub: '\u202egnp.exe',
    client_id: `client-${'x'.repeat(40)}`,
    iat,
    exp: iat + 600,
    '<script>globalThis.hacked=1</script>': 'javascript:alert(1)',
    url: 'https://evil.example/collect?x=1',
    huge: 'A'.repeat(100_000),
    deep,
    ...members,
  }).replace('"iss"', '"__proto__":{"polluted":true},"constructor":"x","iss"'),
);

test('shows hostile claims as text and nothing else', async ({ openPanel }) => {
  const token = issueJwt(story, 'access', payload);
  story.send(
    {
      atMs: NOW - 1000,
      origin: 'https://api.shop.dev',
      pathTemplate: '/x',
      clientOrigin: 'https://shop.dev',
      credentials: [present(token, 'authorization', 'bearer')],
    },
    {},
  );
  const page = await openPanel({ now: NOW, observations: story.observations() });
  await page.getByTestId('token-row').click();
  const detail = page.getByTestId('detail');
  await expect(detail).toContainText('<img src=x onerror=globalThis.hacked=1>');
  await expect(detail).toContainText('\\u202egnp.exe');
  await expect(detail).toContainText('<script>globalThis.hacked=1</script>');
  await expect(detail).toContainText('more members are not shown');
  await expect(detail).toContainText('more characters');
  expect(
    await page.locator('a:not([href="./what-is-seen.html"]), img, script:not([src*=assets]), iframe').count(),
  ).toBe(0);
  expect(await page.evaluate(() => 'hacked' in globalThis || 'polluted' in {})).toBe(false);
  expect(((await detail.textContent()) ?? '').length).toBeLessThan(20_000);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
