// The browser may end the extension's worker at any moment, in the midst of traffic too. `npm run test:long` does this
// with a hundred kills.
import { startLoad } from '../support/load/start-load';
import { surviveKills } from '../support/load/survive-kills';
import { test } from './fixtures';

test('shows every send once, and one chain, after ten kills under 50 requests a second', async ({ extension }) => {
  const world = await startLoad();
  const [page = await extension.context.newPage()] = extension.context.pages();
  await page.goto(world.appOrigin);
  await surviveKills(extension, page, 10);
  await world.close();
});
