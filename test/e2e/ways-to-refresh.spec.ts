// Every way in which a page renews its session: the report must tell of each as the server has noted it.
import { expect, type Page } from '@playwright/test';
import { openDevtools } from '../support/browser/devtools-window';
import { openOwnPage } from '../support/browser/own-page';
import type {} from '../support/refresh-ways/page/refresh-ways';
import { type RefreshWays, startRefreshWays } from '../support/refresh-ways/start-refresh-ways';
import { type Report, readReport } from '../support/report';
import { test as base } from './fixtures';

const TYPES: Readonly<Record<string, string>> = {
  form: 'rt_grant',
  'grant-in-json': 'rt_grant',
  multipart: 'rt_grant',
  xhr: 'rt_grant',
  blob: 'rt_grant',
  bytes: 'rt_grant',
  keepalive: 'rt_grant',
  json: 'rt_custom',
  'json-as-form': 'rt_custom',
  put: 'rt_custom',
  patch: 'rt_custom',
  query: 'rt_custom',
  bearer: 'rt_bearer',
  header: 'rt_bearer',
  redirect: 'rt_custom',
  zipped: 'rt_custom',
  nested: 'rt_custom',
  'in-headers': 'rt_custom',
  graphql: 'rt_custom',
  'graphql-batch': 'rt_custom',
  supabase: 'rt_grant',
  cognito: 'rt_grant',
  'simple-jwt': 'rt_custom',
  directus: 'rt_custom',
  supertokens: 'rt_bearer',
  descope: 'rt_bearer',
  pocketbase: 'self_renew',
  tymon: 'self_renew',
  'other-origin': 'rt_custom',
  cookie: 'rt_cookie',
  itself: 'self_renew',
  worker: 'rt_custom',
  'service-worker': 'rt_custom',
  frame: 'rt_custom',
};
/** Chrome keeps a Blob, and any body of PATCH, from webRequest; of the others only the answer's body says what they are. */
const HIDDEN_WITHOUT_DEVTOOLS = ['blob', 'patch', 'bearer', 'descope', 'itself', 'pocketbase'];
/** What is issued in headers needs no body. */
const ISSUED_IN_HEADERS = ['in-headers', 'supertokens', 'tymon', 'cookie'];

const test = base.extend<{ ways: RefreshWays; sender: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  ways: async ({}, use) => {
    const ways = await startRefreshWays();
    await use(ways);
    await ways.close();
  },
  sender: async ({ ways, extension: { context } }, use) => {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(ways.originOf('start'));
    expect(await page.evaluate(() => window.listRefreshWays())).toEqual(Object.keys(TYPES));
    await use(page);
  },
});

test('tells of each refresh, and of its rotation, with DevTools open', async ({ ways, extension, sender }) => {
  await openDevtools({ context: extension.context, inspected: sender, extensionId: extension.extensionId });
  const own = (await openOwnPage(extension)).locator('html');
  for (const [way, type] of Object.entries(TYPES)) {
    await live(sender, ways, way);
    // Before the tab goes on to the next, which makes DevTools forget the bodies of this one.
    await expect
      .poll(async () => tell(await readReport(own), way), { message: way })
      .toEqual({ refreshes: [`${type} success A+`], edges: ['E1'], states: ['superseded', 'live'] });
  }
});

test('tells of each that webRequest shows', async ({ ways, extension, sender }) => {
  for (const way of Object.keys(TYPES)) await live(sender, ways, way);
  const own = (await openOwnPage(extension)).locator('html');
  const expected = Object.entries(TYPES).map(([way, type]) => {
    if (HIDDEN_WITHOUT_DEVTOOLS.includes(way)) return [way, { refreshes: [], edges: [], states: ['live', 'live'] }];
    const [answer, edges] = ISSUED_IN_HEADERS.includes(way) ? ['A+', ['E1']] : [null, []];
    return [way, { refreshes: [`${type} success ${answer}`], edges, states: ['superseded', 'live'] }];
  });
  await expect
    .poll(async () => {
      const report = await readReport(own);
      return Object.keys(TYPES).map((way) => [way, tell(report, way)]);
    })
    .toEqual(expected);
});

async function live(sender: Page, ways: RefreshWays, way: string): Promise<void> {
  await sender.goto(ways.originOf(way));
  expect(await sender.evaluate((name) => window.liveInWay(name), way), way).toEqual([200, 200]);
  expect(ways.countRefreshes().get(way)).toBe(1);
}

/** What the report says of a way: of its access tokens, the older first, and of the family that they are in. */
function tell({ tokens, chains, refreshes }: Report, way: string) {
  const own = tokens.filter(({ clientId }) => clientId === way);
  const family = own.map(({ chain }) => chain).find((chain) => chain !== null);
  return {
    refreshes: refreshes
      .filter(({ chain }) => chain !== null && chain === family)
      .map(({ type, outcome, answer }) => `${type} ${outcome} ${answer}`),
    edges: chains.filter(({ label }) => label === family).flatMap(({ edges }) => edges.map(({ evidence }) => evidence)),
    states: own.map(({ state }) => state),
  };
}
