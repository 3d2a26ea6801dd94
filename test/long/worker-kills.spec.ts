// A hundred kills under 50 requests a second: with DevTools open nothing may be missing, and without never anything twice.
import { test } from '../e2e/fixtures';
import { measureKillsWithoutDevtools } from '../support/load/measure-kills';
import { startLoad } from '../support/load/start-load';
import { surviveKills } from '../support/load/survive-kills';

const KILLS = 100;

test('shows every send once, and one chain, after a hundred kills', async ({ extension }) => {
  const world = await startLoad();
  const [page = await extension.context.newPage()] = extension.context.pages();
  await page.goto(world.appOrigin);
  await surviveKills(extension, page, KILLS);
  await world.close();
});

test('without DevTools loses no more than what a dying worker was told, and counts nothing twice', async ({
  extension,
}) => {
  const world = await startLoad();
  const [page = await extension.context.newPage()] = extension.context.pages();
  await page.goto(world.appOrigin);
  await measureKillsWithoutDevtools(extension, page, KILLS);
  await world.close();
});
