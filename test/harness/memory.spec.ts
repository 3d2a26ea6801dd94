// A panel stays open for hours: what it drew before it lets go.

import { expect } from '@playwright/test';
import { test } from './panel-test';
import { createApp } from './story/app';
import { SHOP_DAY } from './story/shop-story';
import { createStory } from './story/story';

const CLIENTS = 60;
const FRAMES = 120;
/** Drawings of so many frames that are kept take five times as much and more. */
const MOST_BYTES = 2 ** 20;

function tellBusyDay() {
  const story = createStory(SHOP_DAY);
  const startMs = story.at('14:00:00');
  for (let count = 0; count < CLIENTS; count += 1) {
    const app = createApp(story, {
      client: `client-${count}`,
      origin: `https://app${count}.shop.dev`,
      issuer: 'https://id.shop.dev',
      api: 'https://api.shop.dev',
      tab: 7,
      accessSec: 300 + count,
      refreshSec: 8 * 3600,
    });
    app.signIn(startMs + count * 500);
    app.refresh(startMs + 200_000 + count * 500);
    app.call(startMs + 240_000 + count * 500);
  }
  return { now: startMs + 280_000, observations: story.observations() };
}

for (const view of ['Tokens', 'Timeline', 'Chains', 'Refreshes', 'Findings']) {
  test(`${view} keep nothing of what they drew before`, async ({ openPanel }) => {
    const page = await openPanel(tellBusyDay());
    const session = await page.context().newCDPSession(page);
    // Drawn for the first time with all that is in it.
    await page.getByRole('tab', { name: view === 'Findings' ? 'Tokens' : 'Findings' }).click();
    await page.getByRole('tab', { name: view }).click();
    const passFrames = async (): Promise<number> => {
      await page.evaluate(async (frames) => {
        const scrollers = [...document.querySelectorAll('#view, #view *')].filter(
          (element) => element.scrollHeight > element.clientHeight,
        );
        for (let frame = 0; frame < frames; frame += 1) {
          globalThis.harness.passSeconds(1);
          for (const element of scrollers) element.scrollTop = frame % 60 < 30 ? (frame % 60) * 120 : 0;
          await new Promise(requestAnimationFrame);
        }
      }, FRAMES);
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    await passFrames();
    const before = await passFrames();
    expect((await passFrames()) - before).toBeLessThan(MOST_BYTES);
  });
}
