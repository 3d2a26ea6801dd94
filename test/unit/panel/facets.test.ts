import { describe, expect, it } from 'vitest';
import { createFacetFilter, type Facets, listContexts, listIssuers, NO_FACETS } from '../../../src/panel/model/facets';
import { createFindingReader } from '../../../src/panel/model/read-finding';
import { createEntryLister } from '../../../src/panel/model/token-entry';
import { makeShop, tellShop } from './story-state';

const analysis = tellShop((shop, story) => {
  const first = shop.signIn('13:00:00');
  shop.refresh('13:09:00');
  shop.refresh('13:18:00', { tab: 8 });
  shop.refresh('13:40:00', { tab: 8, with: first, answer: 'invalid_grant' });
  const admin = makeShop(story, {
    client: 'admin',
    origin: 'https://admin.dev',
    issuer: 'https://id.admin.dev',
    tab: 9,
  });
  admin.signIn('13:02:00');
  admin.refresh('13:11:00');
});
const { state } = analysis;
const findings = createFindingReader()(analysis.findings);

function listLabels(facets: Partial<Facets>): readonly string[] {
  const filter = createFacetFilter(state, findings, { ...NO_FACETS, ...facets });
  return [
    ...[...state.token.values()].filter(filter.hasToken),
    ...[...state.chain.values()].filter(filter.hasChain),
    ...[...state.refresh.values()].filter(filter.hasRefresh),
    ...findings.filter(filter.hasFinding),
  ].map(({ label }) => label);
}

describe('the facets', () => {
  it('narrow every kind of thing to an issuer', () => {
    const shown = listLabels({ issuer: 'id.admin.dev' });
    expect(shown).toEqual(expect.arrayContaining(['AT2', 'RT2', 'C2', 'R2']));
    expect(shown).not.toEqual(expect.arrayContaining(['AT1']));
    expect(shown).not.toEqual(expect.arrayContaining(['C1']));
    expect(shown).not.toEqual(expect.arrayContaining(['R1']));
  });

  it('narrow to where something was seen', () => {
    const shown = listLabels({ context: 'tab:8' });
    expect(shown).toEqual(expect.arrayContaining(['RT1', 'R3', 'R4', 'C1']));
    expect(shown).not.toEqual(expect.arrayContaining(['R1']));
    expect(shown).not.toEqual(expect.arrayContaining(['C2']));
  });

  it('narrow to what a finding of some weight names', () => {
    const shown = listLabels({ leastSeverity: 'low' });
    expect(findings.map(({ severity }) => severity)).toEqual(['low']);
    expect(shown).toContain(findings[0]?.label);
    expect(listLabels({ leastSeverity: 'medium' })).toEqual([]);
    expect(shown).toContain('RT1');
    expect(shown).not.toContain('AT2');
  });

  it('add up', () => {
    expect(listLabels({ issuer: 'id.admin.dev', context: 'tab:8' })).toEqual([]);
  });

  it('offer what there is', () => {
    const entries = [...createEntryLister()(state, [...state.token.values()], new Map()).values()];
    expect(listIssuers(entries)).toEqual(['id.admin.dev', 'id.shop.dev']);
    expect(listContexts(entries)).toEqual(['tab:7', 'tab:8', 'tab:9']);
  });
});
