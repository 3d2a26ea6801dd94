// What "npm start" shows: the loopback world, Chromium with the extension, DevTools on our panel. With a display it is
// yours to play with until you close it; without one it acts a story out by itself and tells what the panel saw.
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch-extension';
import { startWorld, type World, type WorldOptions } from '../support/start-world';
import { actOut } from './act-out';
import { showLive } from './show-live';

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: !hasDisplay() },
    dark: { type: 'boolean', default: false },
    screenshot: { type: 'string', default: 'test-results/demo/tokens-panel.png' },
  },
});

if (values.headless) {
  const screenshotPath = resolve(values.screenshot);
  await mkdir(dirname(screenshotPath), { recursive: true });
  await inWorld({ accessTokenLifetimeSec: 15, renewalLeadSec: 5 }, (world, browser) =>
    actOut({ world, browser, screenshotPath, theme: values.dark ? 'dark' : 'light', say }),
  );
} else {
  await inWorld({ accessTokenLifetimeSec: 60, renewalLeadSec: 20 }, (world, browser) =>
    showLive({ world, browser, say }),
  );
}

async function inWorld(
  options: WorldOptions,
  show: (world: World, browser: ExtensionBrowser) => Promise<void>,
): Promise<void> {
  const world = await startWorld(options);
  try {
    const browser = await launchExtension({ headless: values.headless });
    try {
      await show(world, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await world.close();
  }
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
