// The loopback world itself, without the extension: what the other specs take for granted about provider, API and app.
import { test as base, chromium, expect } from '@playwright/test';
import { type AppPage, createAppPage } from '../support/app-page';
import { DISABLED_FEATURES_FLAG } from '../support/browser/disabled-features';
import { findOrInstallChromium } from '../support/browser/find-chromium.mjs';
import { startWorld, type World } from '../support/start-world';

const test = base.extend<{ world: World; app: AppPage }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  world: async ({}, use) => {
    const world = await startWorld({ accessTokenLifetimeSec: 10, renewalLeadSec: 5 });
    await use(world);
    await world.close();
  },
  app: async ({ world }, use) => {
    const executablePath = await findOrInstallChromium();
    const browser = await chromium.launch({ executablePath, args: [DISABLED_FEATURES_FLAG] });
    const context = await browser.newContext();
    const app = createAppPage(await context.newPage(), world);
    await app.open();
    await app.signIn();
    await use(app);
    await browser.close();
  },
});

test('signs in with PKCE and calls the API with a signed JWT', async ({ world, app }) => {
  expect(await app.act('Call the API')).toBe('answered 200');
  expect(world.tokenAnswers().map(({ grantType, status }) => [grantType, status])).toEqual([
    ['authorization_code', 200],
  ]);
  const jwts = world.issuedSecrets().filter((secret) => secret.startsWith('eyJ'));
  expect(jwts).toHaveLength(2);
  expect(world.issuedSecrets().length).toBeGreaterThanOrEqual(5);
});

test('renews silently before the access token expires, with the lead that it was given', async ({ world, app }) => {
  const signedInAtMs = world.tokenAnswers()[0]?.answeredAtMs ?? Number.NaN;
  await app.waitForRenewals(1);
  const renewal = world.tokenAnswers()[1];
  expect(renewal).toMatchObject({ grantType: 'refresh_token', status: 200 });
  const leadSec = world.accessTokenLifetimeSec - ((renewal?.startedAtMs ?? Number.NaN) - signedInAtMs) / 1000;
  expect(Math.abs(leadSec - world.renewalLeadSec)).toBeLessThan(2);
  await expect(app.app).toHaveAttribute('data-token', 'live');
});

test('answers 401 to an expired token; the interceptor refreshes and retries once', async ({ world, app }) => {
  await app.act('Stop automatic renewal');
  await app.waitForExpiry();
  expect(await app.act('Call; on a 401 refresh and retry once')).toBe('answered 401, refreshed, answered 200');
  expect(world.apiAnswers().map(({ status }) => status)).toEqual([401, 200]);
});

test('refuses a superseded refresh token and ends the whole family', async ({ app }) => {
  expect(await app.act('Refresh now')).toBe('refreshed');
  expect(await app.act('Refresh now')).toBe('refreshed');
  expect(await app.act('Send the first refresh token again')).toBe('refused (invalid_grant)');
  expect(await app.act('Refresh now')).toBe('refused (invalid_grant)');
});

test('lets two tabs race: their refreshes overlap, one wins, the family ends', async ({ world, app }) => {
  const outcome = await app.act('Race two tabs');
  expect(outcome.split(', ').toSorted()).toEqual(
    expect.arrayContaining([expect.stringContaining('refreshed'), expect.stringContaining('refused (invalid_grant)')]),
  );
  const [first, second] = world.tokenAnswers().filter(({ grantType }) => grantType === 'refresh_token');
  expect(second?.startedAtMs).toBeLessThan(first?.answeredAtMs ?? 0);
  expect([first?.status, second?.status].toSorted()).toEqual([200, 400]);
  expect(await app.act('Refresh now')).toBe('refused (invalid_grant)');
});

test('logs out at the provider, which ends the refresh token too', async ({ world, app }) => {
  await app.signOut();
  await expect(app.app).toHaveAttribute('data-token', 'none');
  await app.signIn();
  expect(await app.act('Call the API')).toBe('answered 200');
  expect(world.apiAnswers()).toEqual([{ path: '/me', status: 200 }]);
});
