// One app that does nothing but renew its tokens, at an even pace and with rotation: what its history grows to.

import type { Observation } from '../../../src/observation/observation';
import { createApp, SHOP } from './app';
import { createStory } from './story';

export type SteadyStory = { readonly startMs: number; readonly observations: readonly Observation[] };

/** A sign-in and so many refreshes, the first `everyMs` after it. */
export function tellSteadyStory(refreshes: number, everyMs: number): SteadyStory {
  const story = createStory('2026-11-21');
  const app = createApp(story, {
    ...SHOP,
    accessSec: 600,
    refreshSec: null,
  });
  const startMs = story.at('08:00:00');
  app.signIn(startMs);
  for (let index = 1; index <= refreshes; index += 1) app.refresh(startMs + index * everyMs);
  return { startMs, observations: story.observations() };
}
