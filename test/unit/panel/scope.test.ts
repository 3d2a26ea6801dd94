import { describe, expect, it } from 'vitest';
import { createFindingReader } from '../../../src/panel/model/read-finding';
import { createScopeFilter } from '../../../src/panel/model/scope';
import { makeShop, tellShop } from './story-state';

const analysis = tellShop((shop, story) => {
  const first = shop.signIn('13:00:00');
  shop.call('13:01:00');
  shop.refresh('13:09:00');
  // The same app in another tab, and another app in a third.
  shop.refresh('13:18:00', { tab: 8 });
  shop.refresh('13:40:00', { tab: 8, with: first, answer: 'invalid_grant' });
  const admin = makeShop(story, { client: 'admin', origin: 'https://admin.dev', tab: 9 });
  admin.signIn('13:02:00');
  admin.refresh('13:11:00');
});
const { state } = analysis;
const findings = createFindingReader()(analysis.findings);

function listLabels(tabId: number | null): readonly string[] {
  const filter = createScopeFilter(state, 'tab', tabId);
  return [
    ...[...state.token.values()].filter(filter.hasToken),
    ...[...state.chain.values()].filter(filter.hasChain),
    ...[...state.refresh.values()].filter(filter.hasRefresh),
    ...findings.filter(filter.hasFinding),
  ].map(({ label }) => label);
}

describe('the scope of a tab', () => {
  it('holds what its apps do, also in other tabs, and nothing of other apps', () => {
    const here = listLabels(7);
    expect(here).toEqual(expect.arrayContaining(['AT1', 'RT1', 'C1', 'R1', 'R3', 'R4']));
    expect(here).not.toContain('C2');
    expect(listLabels(8)).toEqual(here);
  });

  it('holds the other app in its own tab, and nothing in a tab without apps', () => {
    expect(listLabels(9)).toEqual(expect.arrayContaining(['C2', 'R2']));
    expect(listLabels(9)).not.toContain('C1');
    expect(listLabels(10)).toEqual([]);
  });

  it('holds everything for a target that is no tab', () => {
    expect(listLabels(null)).toEqual(expect.arrayContaining(['C1', 'C2']));
  });
});
