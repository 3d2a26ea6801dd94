// The demo without a display: a short story of one session, then the report in words and a picture of the panel.
import { parseReport } from '../../src/report/parse-report';
import { writeText } from '../../src/report/write-text';
import { createAppPage } from '../support/app-page';
import { type DevtoolsTheme, openDevtools } from '../support/browser/devtools-window';
import type { ExtensionBrowser } from '../support/browser/launch-extension';
import { readReportText } from '../support/report';
import type { World } from '../support/start-world';

export interface ActOutInput {
  readonly world: World;
  readonly browser: ExtensionBrowser;
  readonly theme: DevtoolsTheme;
  readonly screenshotPath: string;
  readonly say: (line: string) => void;
}

const WINDOW_SIZE = { width: 1280, height: 720 };

export async function actOut({ world, browser, theme, screenshotPath, say }: ActOutInput): Promise<void> {
  const { context, extensionId } = browser;
  const app = createAppPage(context.pages()[0] ?? (await context.newPage()), world);
  await app.open();
  const devtools = await openDevtools({ context, inspected: app.page, extensionId });
  await devtools.dock('undocked', WINDOW_SIZE);
  await devtools.setTheme(theme);

  say(
    `Tokens live ${world.accessTokenLifetimeSec} s; the client renews them ${world.renewalLeadSec} s before they end.\n`,
  );
  await app.signIn();
  say('Signed in.');
  say(`Called the API: ${await app.act('Call the API')}.`);
  await app.waitForRenewals(1);
  say('The client renewed by itself.');
  await app.waitForRenewals(2);
  say('The client renewed by itself again.');
  await app.act('Stop automatic renewal');
  await app.waitForExpiry();
  say('Stopped renewing and let the token expire.');
  say(`Called the API: ${await app.act('Call; on a 401 refresh and retry once')}.`);
  say(`Sent the first refresh token again: ${await app.act('Send the first refresh token again')}.`);
  say(`Refreshed with the newest one: ${await app.act('Refresh now')}.`);
  await app.signOut();
  await app.signIn();
  say('Logged out and signed in again.');
  say(`Raced two tabs: ${await app.act('Race two tabs')}.`);

  const page = devtools.panel.locator('html');
  const seen = parseReport(JSON.parse(await readReportText(page)));
  if (!seen.ok) throw new Error(`The extension's own report cannot be read: ${seen.reason}`);
  say(`\nWhat Token Lifeline saw\n\n${writeText(seen.value.report)}`);
  await devtools.panel.getByTestId('token-row').first().waitFor();
  await devtools.screenshot(screenshotPath);
  say(`\nThe DevTools window: ${screenshotPath}`);
}
