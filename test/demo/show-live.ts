// The demo with a display: opens the app and DevTools on our panel, then leaves the browser to the person at it.
import { createAppPage } from '../support/app-page';
import { openDevtools } from '../support/browser/devtools-window';
import type { ExtensionBrowser } from '../support/browser/launch-extension';
import type { World } from '../support/start-world';

export interface ShowLiveInput {
  readonly world: World;
  readonly browser: ExtensionBrowser;
  readonly say: (line: string) => void;
}

export async function showLive({ world, browser, say }: ShowLiveInput): Promise<void> {
  const { context, extensionId } = browser;
  const closed = new Promise<void>((resolve) => {
    context.once('close', () => resolve());
  });
  const app = createAppPage(context.pages()[0] ?? (await context.newPage()), world);
  await app.open();
  await openDevtools({ context, inspected: app.page, extensionId });
  say(`The app is at ${world.appOrigin}. Sign in there and watch the panel "Tokens".`);
  say(
    `Its access tokens live ${world.accessTokenLifetimeSec} s and are renewed ${world.renewalLeadSec} s before they end.`,
  );
  say('Close the browser to end the demo.');
  await closed;
}
