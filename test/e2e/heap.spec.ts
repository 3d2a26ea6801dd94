// Ten seconds after two hundred token exchanges nothing of them is left in memory: not in the worker, not in the panel,
// not in the devtools page, which reads the bodies. Heap snapshots show also what no script can reach any more.
import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { openDevtools } from '../support/browser/devtools-window';
import { evaluateIn, withExtensionTargets } from '../support/browser/extension-targets';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch-extension';
import { takeTargetHeap, WHOLE_STRINGS_FLAG } from '../support/browser/target-heap';
import { createSecretSearch } from '../support/heap/secret-chunks';
import { openLoopbackServer } from '../support/loopback-server';
import { readReport } from '../support/report';
import { test as base } from './fixtures';

const EXCHANGES = 200;
const LIMIT_MS = 10_000;
const CONTEXTS = ['/src/entry/devtools.html', '/src/entry/panel.html', 'worker'];

const test = base.extend({
  worldOptions: { tokenLatencyMs: 0, accessTokenLifetimeSec: 60, renewalLeadSec: 5 },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  extension: async ({}, use) => {
    const extension = await launchExtension({ flags: [WHOLE_STRINGS_FLAG] });
    await use(extension);
    await extension.close();
  },
});
test.setTimeout(180_000);

/** What is found in every context of the extension, by context. */
async function searchHeaps(extension: ExtensionBrowser, isWanted: (text: string) => boolean) {
  return withExtensionTargets(extension, async (targets) => {
    expect(targets.map(({ name }) => name).toSorted()).toEqual(CONTEXTS);
    const found: string[] = [];
    for (const target of targets) {
      const heap = await takeTargetHeap(target);
      found.push(
        ...heap
          .findStrings(isWanted)
          .map(({ text, holders }) => `${target.name}: ${text.length} characters, ${holders.join(' < ')}`),
      );
    }
    return found;
  });
}

/** What is still found by the last search that was begun in time: how long a busy machine takes over one does not count. */
async function searchWithinLimit(extension: ExtensionBrowser, secrets: readonly string[]): Promise<readonly string[]> {
  const isWanted = createSecretSearch(secrets);
  const untilMs = Date.now() + LIMIT_MS;
  let found = await searchHeaps(extension, isWanted);
  while (found.length > 0 && Date.now() < untilMs) found = await searchHeaps(extension, isWanted);
  return found;
}

/** A search that finds nothing proves something only if it would find what is kept. */
async function expectSearchToFind(extension: ExtensionBrowser, secret: string): Promise<void> {
  const pieces = JSON.stringify([...`name_of_a_cookie=${secret}`]);
  await withExtensionTargets(extension, async (targets) => {
    for (const target of targets) await evaluateIn(target, `void (globalThis.kept = ${pieces}.join('').slice(0, 16))`);
  });
  const found = await searchHeaps(extension, createSecretSearch([secret]));
  expect(CONTEXTS.filter((name) => !found.some((line) => line.startsWith(`${name}:`)))).toEqual([]);
}

test('no token of a real provider is left', async ({ world, app, devtools, panel, extension }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  const call = { count: EXCHANGES, tokenUrl: `${world.issuer}/token`, apiUrl: `${world.apiOrigin}/orders` };
  await app.page.evaluate(async ({ count, tokenUrl, apiUrl }) => {
    const [user] = Object.entries(localStorage).flatMap(([key, text]) => (key.startsWith('oidc.user') ? [text] : []));
    let { refresh_token } = JSON.parse(user ?? '{}');
    for (let done = 0; done < count; done += 1) {
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token, client_id: 'orders-spa' });
      const issued = await (await fetch(tokenUrl, { method: 'POST', body })).json();
      refresh_token = issued.refresh_token;
      await fetch(apiUrl, { headers: { Authorization: `Bearer ${issued.access_token}` } });
    }
  }, call);
  // All of it was seen, in the worker and with its bodies in the devtools page.
  await expect.poll(async () => (await panel.report()).refreshes.length).toBe(EXCHANGES);
  await expect.poll(async () => (await panel.report()).tokens.length).toBeGreaterThanOrEqual(2 * EXCHANGES);
  const secrets = world.issuedSecrets();
  expect(secrets.length).toBeGreaterThanOrEqual(3 * EXCHANGES);
  expect(await searchWithinLimit(extension, secrets)).toEqual([]);
  expect(devtools.page.isClosed()).toBe(false);
  await expectSearchToFind(extension, secrets[0] ?? '');
});

test('no token in cookies, headers, addresses and redirects is left', async ({ extension }) => {
  const server = await openLoopbackServer();
  const secrets: string[] = [];
  const issue = (): string => {
    const secret = randomBytes(32).toString('base64url');
    secrets.push(secret);
    return secret;
  };
  server.serve((request, response) => {
    const path = new URL(request.url ?? '/', server.origin).pathname;
    response.setHeader('Content-Type', path === '/' ? 'text/html' : 'application/json');
    if (path === '/auth/refresh')
      response.setHeader('Set-Cookie', [
        `the_refresh_token=${issue()}; Path=/a/path/of/some/length; HttpOnly; Domain=localhost`,
        `refresh_token_of_app=${issue()}; Path=/; HttpOnly`,
      ]);
    if (path === '/denied') response.setHeader('WWW-Authenticate', `Bearer error="invalid_token", nonce="${issue()}"`);
    if (path === '/away') response.setHeader('Location', `/callback?code=${issue()}&state=${issue()}`);
    response.writeHead(path === '/denied' ? 401 : path === '/away' ? 302 : 200);
    response.end(path === '/' ? '<title>page</title>' : JSON.stringify({ access_token: issue(), token: issue() }));
  });
  const page = extension.context.pages()[0] ?? (await extension.context.newPage());
  await page.goto(server.origin);
  const devtools = await openDevtools({
    context: extension.context,
    inspected: page,
    extensionId: extension.extensionId,
  });
  await expect(devtools.panel.getByTestId('panel')).toHaveAttribute('data-state', 'connected');
  await page.evaluate(async (count) => {
    for (let done = 0; done < count; done += 1) {
      const { access_token: token } = await (await fetch('/auth/refresh', { method: 'POST' })).json();
      await fetch(`/denied?access_token=${token}`, { headers: { 'X-Refresh-Token': token } });
      await fetch('/away', { method: 'POST', body: new URLSearchParams({ refresh_token_of_app: token }) });
      await fetch('/revoke', { method: 'POST', body: JSON.stringify({ refresh_token: token }) });
    }
  }, EXCHANGES / 4);
  await expect
    .poll(async () => (await readReport(devtools.panel.locator('html'))).refreshes.length)
    .toBe(EXCHANGES / 4);
  expect(secrets.length).toBeGreaterThan(EXCHANGES);
  expect(await searchWithinLimit(extension, secrets)).toEqual([]);
  await expectSearchToFind(extension, secrets[0] ?? '');
  await server.close();
});
