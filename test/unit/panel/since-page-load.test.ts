import { describe, expect, it } from 'vitest';
import { createFindingReader } from '../../../src/panel/model/read-finding';
import { EVERYTHING } from '../../../src/panel/model/scope';
import { beginAt, findPageLoadMs } from '../../../src/panel/model/since-page-load';
import { atMs, makeShop, tellShop } from './story-state';

const analysis = tellShop((shop, story) => {
  const first = shop.signIn('13:00:00');
  shop.refresh('13:09:00');
  shop.refresh('13:40:00', { with: first, answer: 'invalid_grant' });
  makeShop(story, { client: 'old', origin: 'https://old.dev' }).signIn('13:05:00');
  story.send(
    {
      atMs: atMs('14:00:00'),
      origin: 'https://shop.dev',
      pathTemplate: '/',
      clientOrigin: 'https://shop.dev',
      context: 'tab:7',
      resourceType: 'document',
    },
    {},
  );
  shop.call('14:00:05');
  shop.refresh('14:10:00');
});
const { state } = analysis;

describe('a log that is not preserved', () => {
  it('begins at the last page load of the tab', () => {
    expect(findPageLoadMs(state, 7)).toBe(atMs('14:00:00'));
    expect(findPageLoadMs(state, 8)).toBeNull();
    expect(findPageLoadMs(state, null)).toBeNull();
  });

  it('keeps what is in use since, with its chain, and leaves out the rest', () => {
    const filter = beginAt(EVERYTHING, state, atMs('14:00:00'));
    const labels = [
      ...[...state.token.values()].filter(filter.hasToken),
      ...[...state.chain.values()].filter(filter.hasChain),
      ...[...state.refresh.values()].filter(filter.hasRefresh),
    ].map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['C1', 'R3']));
    expect(labels).not.toEqual(expect.arrayContaining(['AT1']));
    expect(labels).not.toEqual(expect.arrayContaining(['C2']));
    expect(labels).not.toEqual(expect.arrayContaining(['R1']));
    expect(createFindingReader()(analysis.findings).some(filter.hasFinding)).toBe(false);
  });

  it('still hides what the scope hides', () => {
    const nothing = { hasToken: () => false, hasChain: () => false, hasRefresh: () => false, hasFinding: () => false };
    const filter = beginAt(nothing, state, 0);
    expect([...state.token.values()].some(filter.hasToken)).toBe(false);
  });
});
