import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/engine/state';
import { buildChainTree, type ChainRow } from '../../../src/panel/model/chain-tree';
import { foldChain } from '../../../src/panel/model/fold-chain';
import { layLanes } from '../../../src/panel/model/lay-lanes';
import { tellShop } from './story-state';

function buildTree(state: State, label = 'C1') {
  const chain = [...state.chain.values()].find((one) => one.label === label);
  if (chain === undefined) throw new Error(`no chain ${label}`);
  const refreshes = [...state.refresh.values()].filter((refresh) => refresh.chain === chain.id);
  return buildChainTree(state, chain, refreshes);
}

/** "RT1+AT1 lane 0", "R3 ×": a tree in a notation that a reviewer can see. */
function draw(rows: readonly ChainRow[]): readonly string[] {
  return rows.map((row) => {
    const indent = '  '.repeat(row.lane);
    if (row.kind === 'credential') return `${indent}${[row.token, ...row.minted].map(({ label }) => label).join('+')}`;
    return row.kind === 'use' ? `${indent}(${row.refresh.label})` : `${indent}… ${row.count}`;
  });
}

describe('the rotation tree', () => {
  it('hangs access tokens on the refresh that brought them, in order', () => {
    const { state } = tellShop((shop) => {
      shop.signIn('13:00:00');
      shop.refresh('13:09:00');
      shop.refresh('13:18:00');
    });
    expect(draw(buildTree(state))).toEqual(['RT1+AT1', 'RT2+AT2', 'RT3+AT3']);
  });

  it('shows a repeat under the credential that came back', () => {
    const { state } = tellShop((shop) => {
      const first = shop.signIn('13:00:00');
      shop.refresh('13:09:00');
      shop.refresh('13:18:00');
      shop.refresh('13:40:00', { with: first, answer: 'invalid_grant' });
    });
    expect(draw(buildTree(state))).toEqual(['RT1+AT1', '(R3)', 'RT2+AT2', 'RT3+AT3']);
  });

  it('puts the second branch of a fork on a lane of its own', () => {
    const { state } = tellShop((shop) => {
      const first = shop.signIn('13:00:00');
      shop.refresh('13:09:00');
      shop.refresh('13:18:00');
      shop.refresh('13:40:00', { with: first });
    });
    expect(draw(buildTree(state))).toEqual(['RT1+AT1', 'RT2+AT2', 'RT3+AT3', '  RT4+AT4']);
  });

  it('lists uses without rotation under the one refresh token', () => {
    const { state } = tellShop((shop) => {
      shop.signIn('13:00:00');
      shop.refresh('13:09:00', { answer: 'keep' });
      shop.refresh('13:18:00', { answer: 'keep' });
    });
    expect(draw(buildTree(state))).toEqual(['RT1+AT1', '(R1)', '(R2)']);
  });
});

describe('folding', () => {
  const { state } = tellShop((shop) => {
    shop.signIn('10:00:00');
    for (let count = 1; count <= 20; count++) shop.refresh(Date.parse('2026-11-21T10:00:00Z') + count * 540_000);
  });
  const tree = buildTree(state);

  it('hides the middle of a long straight run', () => {
    expect(draw(foldChain(tree, new Set(), null))).toEqual([
      'RT1+AT1',
      'RT2+AT2',
      'RT3+AT3',
      '… 15',
      'RT19+AT19',
      'RT20+AT20',
      'RT21+AT21',
    ]);
  });

  it('never hides what is selected, and opens on demand', () => {
    const selected = tree.flatMap((row) =>
      row.kind === 'credential' && row.token.label === 'RT9' ? [row.token.id] : [],
    );
    expect(foldChain(tree, new Set(), selected[0] ?? null)).toHaveLength(21);
    const fold = foldChain(tree, new Set(), null).find((row) => row.kind === 'fold');
    expect(foldChain(tree, new Set([fold?.kind === 'fold' ? fold.key : '']), null)).toHaveLength(21);
  });

  it('leaves short runs alone', () => {
    expect(foldChain(tree.slice(0, 9), new Set(), null)).toHaveLength(9);
  });
});

describe('the lines of the tree', () => {
  it('run from the fork past the first branch to the second', () => {
    const { state } = tellShop((shop) => {
      const first = shop.signIn('13:00:00');
      shop.refresh('13:09:00');
      shop.refresh('13:40:00', { with: first });
    });
    expect(layLanes(buildTree(state))).toEqual([
      { lane: 0, through: [], above: false, below: true, forksTo: [1] },
      { lane: 0, through: [1], above: true, below: false, forksTo: [] },
      { lane: 1, through: [], above: true, below: false, forksTo: [] },
    ]);
  });
});
