import { expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { createAnalysis } from '../../../src/rules/analysis';
import { foldGroup } from '../../../src/rules/findings';
import { createApp } from '../../harness/story/app';
import { createStory } from '../../harness/story/story';

const MINUTE_MS = 60_000;

it('what stays said of one client goes on for hours without growing', () => {
  const story = createStory('2026-11-21');
  const app = createApp(story, {
    client: 'shop-spa',
    origin: 'https://shop.dev',
    issuer: 'https://id.shop.dev',
    api: 'https://api.shop.dev',
    tab: 7,
    accessSec: 600,
    refreshSec: null,
  });
  const startMs = story.at('08:00:00');
  app.signIn(startMs);
  for (let minute = 1; minute <= 240; minute += 1) app.refresh(startMs + minute * MINUTE_MS);
  const analysis = createAnalysis(createPolicy('aal1'));
  for (const observation of story.observations()) analysis.observe(observation);

  const premature = [...analysis.findings.values()].filter(({ rule }) => rule.id === 'refresh-premature');
  expect(premature).toHaveLength(1);
  const [group] = premature;
  expect(Object.keys(group?.live ?? {}).length).toBeLessThanOrEqual(8);
  const verdict = group === undefined ? null : foldGroup(group);
  expect(verdict?.lastMs).toBe(startMs + 240 * MINUTE_MS);
  expect(verdict?.evidence.length).toBeLessThanOrEqual(40);
});
