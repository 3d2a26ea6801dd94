// The state that a story leads to, by the real engine.

import { createPolicy } from '../../../src/engine/policy';
import { type Analysis, createAnalysis } from '../../../src/rules/analysis';
import { type App, type AppFacts, createApp } from '../../harness/story/app';
import { createStory, type Story } from '../../harness/story/story';

export const DAY = '2026-11-21';
export const atMs = (clock: string): number => Date.parse(`${DAY}T${clock}Z`);

const SHOP: AppFacts = {
  client: 'shop-spa',
  origin: 'https://shop.dev',
  issuer: 'https://id.shop.dev',
  api: 'https://api.shop.dev',
  tab: 7,
  accessSec: 600,
  refreshSec: 86_400,
};

/** Tells a story of one shop, and of others made with `story`, and returns what the engine made of it. */
export function tellShop(tell: (shop: App, story: Story) => void, facts: Partial<AppFacts> = {}): Analysis {
  const story = createStory(DAY);
  tell(createApp(story, { ...SHOP, ...facts }), story);
  const analysis = createAnalysis(createPolicy('aal1'));
  for (const observation of story.observations()) analysis.observe(observation);
  return analysis;
}

export const makeShop = (story: Story, facts: Partial<AppFacts>): App => createApp(story, { ...SHOP, ...facts });
