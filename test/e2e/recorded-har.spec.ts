// A HAR file that Playwright recorded of real traffic: what the command line tells of it must be what the servers noted.
import { type BrowserContext, test as base, chromium, expect } from '@playwright/test';
import { runBuiltCli } from '../conformance/run-built-cli';
import { createAppPage } from '../support/app-page';
import { DISABLED_FEATURES_FLAG } from '../support/browser/disabled-features';
import { findOrInstallChromium } from '../support/browser/find-chromium.mjs';
import { parseReport, type Report } from '../support/report';
import { startWorld, type World } from '../support/start-world';
import { type Count, countNoted, countTold, prepareMeans } from '../support/ways/count-ways';
import type {} from '../support/ways/page/ways';
import { startWays } from '../support/ways/start-ways';

type Told = { readonly report: Report; readonly complaint: string };
type Recording = { readonly context: BrowserContext; readonly read: () => Promise<Told> };
type Fixtures = { world: World; bodies: 'embed' | 'attach'; recording: Recording };

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  world: async ({}, use) => {
    const world = await startWorld();
    await use(world);
    await world.close();
  },
  bodies: ['embed', { option: true }],
  recording: async ({ bodies }, use, testInfo) => {
    const executablePath = await findOrInstallChromium();
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', DISABLED_FEATURES_FLAG] });
    const path = testInfo.outputPath('recorded.har');
    const context = await browser.newContext({ recordHar: { path, content: bodies } });
    const read = async () => {
      await context.close();
      const { stdout, stderr } = await runBuiltCli('analyze', path, '--format', 'json');
      return { report: parseReport(stdout), complaint: stderr };
    };
    await use({ context, read });
    await browser.close();
  },
});

test('tells of a refresh that failed on its way, and of the one after it', async ({ world, recording }) => {
  const app = await openApp(world, recording.context);
  await recording.context.route('**/token', (route) => route.abort('failed'), { times: 1 });
  expect(await app.act('Refresh now')).toMatch(/^failed/);
  expect(await app.act('Refresh now')).toBe('refreshed');
  await app.act('Call the API');

  const { report, complaint } = await recording.read();
  expect(complaint).toBe('');
  expect(report.refreshes).toMatchObject([
    { type: 'rt_grant', outcome: 'failure.transient', presented: 'RT1', issued: [] },
    { type: 'rt_grant', outcome: 'success', presented: 'RT1', answer: 'A+' },
  ]);
  expect(world.tokenAnswers().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(1);
  expect(report.chains).toMatchObject([{ root: { kind: 'code' }, edges: [{ from: 'RT1', to: 'RT2' }] }]);
  expectAccepted(report, world);
});

test.describe('with the bodies in files apart', () => {
  test.use({ bodies: 'attach' });

  test('says that it has none, and tells the rest', async ({ world, recording }) => {
    const app = await openApp(world, recording.context);
    expect(await app.act('Refresh now')).toBe('refreshed');
    await app.act('Call the API');
    const { report, complaint } = await recording.read();
    expect(complaint).toContain("content: 'embed'");
    expect(report.refreshes).toMatchObject([{ type: 'rt_grant', outcome: 'success' }]);
    expectAccepted(report, world);
  });
});

/** Nothing of a shared worker, and of a sandboxed frame not always. */
const UNRECORDED = ['fetch in a shared worker', 'fetch in a sandbox'];

test('counts what was sent in every way that Playwright records', async ({ recording }) => {
  const ways = await startWays();
  const page = await recording.context.newPage();
  await page.goto(ways.appOrigin);
  const names = await page.evaluate(() => window.listWays());
  expect(UNRECORDED.filter((name) => !names.includes(name))).toEqual([]);
  await page.evaluate((means) => window.sendInWays(means), prepareMeans(names, ways));
  // The last way, a service worker's, was seen to end for the page before Playwright had heard of it: it tells of no worker's
  // requests, so another page is loaded behind it.
  await page.goto(ways.appOrigin);
  const { report } = await recording.read();
  await ways.close();
  const recorded = names.filter((name) => !UNRECORDED.includes(name));
  expect(countTold(recorded, report).map(dropAccepted)).toEqual(countNoted(recorded, ways).map(dropAccepted));
});

/** An answer of 304 stands in the file as the one that it confirmed. */
const dropAccepted = ([way, came]: Count) => [way, came];

async function openApp(world: World, context: BrowserContext) {
  const app = createAppPage(await context.newPage(), world);
  await app.open();
  await app.signIn();
  await app.act('Stop automatic renewal');
  await app.act('Call the API');
  return app;
}

function expectAccepted({ tokens }: Report, world: World): void {
  const isAccess = ({ role }: Report['tokens'][number]): boolean => role === 'access';
  const accepted = tokens.filter(isAccess).reduce((sum, token) => sum + token.accepted, 0);
  expect(accepted).toBe(world.apiAnswers().filter(({ status }) => status === 200).length);
}
