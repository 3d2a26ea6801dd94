// What a panel may have to bear: 2,000 chains with 10,000 tokens and 100,000 presentations. The engine itself keeps fewer
// (engine/retain.ts), so several engines see a part each and what they hold is put together.

import { createState } from '../src/engine/create-state';
import { createPolicy } from '../src/engine/policy';
import { ENTITY_KINDS, type State } from '../src/engine/state';
import { createAnalysis } from '../src/rules/analysis';
import type { FindingGroup } from '../src/rules/finding';
import type { Snapshot } from '../src/rules/snapshot';
import { createApp } from '../test/harness/story/app';
import { createStory, type Story } from '../test/harness/story/story';

const DAY = '2026-11-21';
const CHAINS = 2000;
const CHAINS_PER_PART = 250;
const CALLS_PER_CHAIN = 50;
const ACCESS_SEC = 900;
const NUMBERS_PER_PART = 1_000_000;

export type Crowd = { readonly nowMs: number; readonly snapshot: Snapshot };

export function gatherCrowd(): Crowd {
  const nowMs = createStory(DAY).at('14:00:00');
  const state = createState();
  const findings = new Map<string, FindingGroup>();
  for (let first = 0; first < CHAINS; first += CHAINS_PER_PART) {
    const story = createStory(DAY, 1 + (first / CHAINS_PER_PART) * NUMBERS_PER_PART);
    for (let place = first; place < first + CHAINS_PER_PART; place += 1) tellChain(story, place, nowMs);
    // The log counts on: labels stay unique.
    const analysis = createAnalysis(createPolicy('aal1'), {
      state: { ...createState(), log: state.log },
      findings: new Map(),
    });
    for (const observation of story.observations()) analysis.observe(observation);
    mergeState(state, analysis.state);
    for (const [key, group] of analysis.findings) findings.set(key, group);
  }
  return { nowMs, snapshot: { state, findings } };
}

/** Five tokens, and trouble now and then. The last access token alive for up to a quarter of an hour more: two or three end every second. */
function tellChain(story: Story, place: number, nowMs: number): void {
  const app = createApp(story, {
    client: `client-${place}`,
    origin: `https://app${place}.shop.dev`,
    issuer: `https://id${place % 20}.shop.dev`,
    api: `https://api${place % 50}.shop.dev`,
    tab: place % 4 === 0 ? 7 : 8,
    accessSec: ACCESS_SEC,
    refreshSec: 8 * 3600,
    hasIdTokens: true,
  });
  const renewedMs = nowMs - 20_000 - ((place * 0.43) % (ACCESS_SEC - 30)) * 1000;
  const signedInMs = renewedMs - (ACCESS_SEC - 40) * 1000;
  const stepMs = (renewedMs - signedInMs - 10_000) / CALLS_PER_CHAIN;
  app.signIn(signedInMs);
  for (let call = 1; call < CALLS_PER_CHAIN; call += 1) app.call(signedInMs + call * stepMs);
  const before = app.generations.at(-1);
  app.refresh(renewedMs);
  app.call(renewedMs + 5000);
  if (place % 10 === 0 && before !== undefined) app.refresh(renewedMs + 10_000, { with: before, answer: 'reuse' });
  if (place % 10 === 1 && before !== undefined) app.call(renewedMs + 10_000, { with: before, status: 401 });
}

/** Single requests are kept as many as an engine keeps; the panel asks for the newest only. */
function mergeState(into: State, from: State): void {
  (into.send as Map<string, unknown>).clear();
  for (const kind of ENTITY_KINDS) {
    // Both come from createState; only their readers must not write.
    const target = into[kind] as Map<string, unknown>;
    for (const [id, entity] of from[kind]) target.set(id, entity);
  }
}
