// The extension talks to nobody: whatever code ran in its worker or in one of its pages, a loopback server hears nothing.
import { readdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { evaluateIn, withExtensionTargets } from '../support/browser/extension-targets';
import { BUILT_EXTENSION } from '../support/browser/launch-extension';
import { tryEveryWayOfPages, tryEveryWayOfWorkers, tryToNavigate } from '../support/browser/network-attempts';
import { type ConnectionCounter, startConnectionCounter } from '../support/connection-counter';
import { test as base } from './fixtures';

const test = base.extend<{ server: ConnectionCounter }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  server: async ({}, use) => {
    const server = await startConnectionCounter();
    await use(server);
    await server.close();
  },
});

const PAGES = readdirSync(BUILT_EXTENSION, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .map((path) => `/${path.replaceAll('\\', '/')}`);
const EXPLANATION = '/src/entry/what-is-seen.html';
const LEAVING = `[...document.querySelectorAll('script, form, base, iframe, meta[http-equiv], a[href], area[href], [onclick], [onload]')]
  .filter((element) => new URL(element.getAttribute('href') ?? 'leaves:', location.href).origin !== location.origin)
  .map((element) => element.outerHTML)`;
const callIn = (origin: string, way: (origin: string) => unknown): string => `(${way})(${JSON.stringify(origin)})`;

test('no page and no worker of the extension reaches a server, by any way', async ({
  app,
  panel,
  extension,
  server,
}) => {
  await expect(panel.root).toBeVisible();
  for (const path of PAGES) {
    const page = await extension.context.newPage();
    await page.goto(`chrome-extension://${extension.extensionId}${path}`);
  }
  const tried = await withExtensionTargets(extension, async (targets) => {
    // The worker, both pages in DevTools, and every page of the build in a tab.
    const names = targets.map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      [...PAGES, '/src/entry/devtools.html', '/src/entry/panel.html', 'worker'].toSorted(),
    );
    for (const target of targets.filter(({ name }) => name === EXPLANATION))
      expect(await evaluateIn(target, LEAVING)).toEqual([]);
    const outcomes: Record<string, unknown> = {};
    for (const [index, target] of targets.entries()) {
      const ways = target.name === 'worker' ? tryEveryWayOfWorkers : tryEveryWayOfPages;
      outcomes[`${index} ${target.name}`] = await evaluateIn(target, callIn(server.origin, ways));
    }
    for (const [index, target] of targets.entries()) {
      if (target.name === 'worker') continue;
      // Without a script of its own nothing keeps it here, but neither is there anything that sends it away (above).
      if (target.name === EXPLANATION) continue;
      const before = await evaluateIn(target, 'location.href');
      outcomes[`${index} ${target.name} navigation`] = await evaluateIn(target, callIn(server.origin, tryToNavigate));
      expect(await evaluateIn(target, 'location.href')).toBe(before);
    }
    return outcomes;
  });
  expect(JSON.stringify(tried)).not.toContain('reached');
  expect([server.paths(), server.connections()], JSON.stringify(tried, null, 2)).toEqual([[], 0]);

  // The same ways lead there from an ordinary page: they are not refused for being badly made.
  const outcomes = await app.page.evaluate(`${callIn(server.origin, tryEveryWayOfPages)}`);
  expect(server.paths().toSorted(), JSON.stringify(outcomes, null, 2)).toEqual(
    Object.keys(outcomes as object)
      .map((name) => `/${name}`)
      .toSorted(),
  );
});
