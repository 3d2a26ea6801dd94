// Every way in which a page sends a token, in Firefox: what the report counts must be what the servers have noted.
import { expect } from '@playwright/test';
import { countNoted, countTold, prepareMeans } from '../support/ways/count-ways';
import type {} from '../support/ways/page/ways';
import { startWays } from '../support/ways/start-ways';
import { readReport, test } from './fixtures';

for (const isWatched of [false, true]) {
  test(`counts all of them, each once, with DevTools ${isWatched ? 'open' : 'closed'}`, async ({ firefox }) => {
    const ways = await startWays();
    const own = await firefox.openOwnPage();
    const page = await firefox.browser.newPage();
    await page.goto(ways.appOrigin);
    if (isWatched) {
      const toolbox = await firefox.openToolbox(ways.appOrigin);
      await expect.poll(() => toolbox.readText('status-bar')).toContain('Answer bodies: this tab');
    }
    const names = await page.evaluate(() => window.listWays());
    await page.evaluate((means) => window.sendInWays(means), prepareMeans(names, ways));
    await expect(async () => expect(countTold(names, await readReport(own))).toEqual(countNoted(names, ways))).toPass();
    await ways.close();
  });
}
