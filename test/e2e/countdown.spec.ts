// The panel's clock against a token that a real provider issued.
import { expect } from '@playwright/test';
import { test } from './fixtures';

test('counts a real token down, second by second, and then up after its expiry', async ({ world, app, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  await expect(panel.tokenRow('AT1')).toBeVisible();
  const first = await panel.secondsLeft('AT1');
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(world.accessTokenLifetimeSec);
  await expect.poll(() => panel.secondsLeft('AT1'), { intervals: [100] }).toBe(first - 1);
  await expect.poll(() => panel.secondsLeft('AT1'), { intervals: [100] }).toBe(first - 2);
  await app.waitForExpiry();
  await expect.poll(() => panel.secondsLeft('AT1')).toBeLessThan(0);
  await expect(panel.tokenRow('AT1').getByTestId('token-state')).toHaveText(/expired/i);
});
