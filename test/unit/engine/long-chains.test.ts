// Thousands of rotations, dozens of clients at once: the chain stays right, and memory stays where retain.ts put it.
import { describe, expect, it } from 'vitest';
import { MAX_ENTITIES } from '../../../src/base/limits';
import { createPolicy } from '../../../src/engine/policy';
import { ENTITY_KINDS } from '../../../src/engine/state';
import { createDoor } from '../../../src/normalise/door';
import type { Sensor } from '../../../src/observation/observation';
import type { RawSink } from '../../../src/observe/raw-sink';
import { buildReport } from '../../../src/report/build-report';
import { createAnalysis } from '../../../src/rules/analysis';

const KEY_HEX = 'ab'.repeat(32);
const TYPE = 'application/x-www-form-urlencoded';

const nameToken = (client: number, generation: number): string => `refresh-${client}-${generation}-${'x'.repeat(20)}`;

type Turn = {
  readonly id: number;
  readonly client: number;
  readonly presented: string;
  /** Null: the refresh is refused. */
  readonly next: string | null;
};

/** One refresh at the token endpoint, as one sensor sees it: webRequest reads no body of an answer. */
function refresh(sink: RawSink, { id, client, presented, next }: Turn, sensor: Sensor = 'har'): void {
  const ref = `${sensor}:${id}` as const;
  const atMs = 1_780_000_000_000 + id * 1000;
  const url = 'https://auth.shop.example/token';
  const text = `grant_type=refresh_token&client_id=spa${client}&refresh_token=${presented}`;
  const common = { ref, sensor, method: 'POST', url } as const;
  sink.takeRequest({
    ...common,
    atMs,
    resourceType: 'fetch',
    context: `page:${client}`,
    clientOrigin: `https://app${client}.shop.example`,
    partition: 'normal',
    redirectOf: null,
    answeredMs: null,
    headers: [{ name: 'content-type', value: TYPE }],
    body: { kind: 'text', text, mimeType: TYPE },
  });
  const reused = { error: 'invalid_grant', error_description: 'The refresh token was already used.' };
  const issued = {
    access_token: `access-${client}-${id}-${'y'.repeat(20)}`,
    token_type: 'Bearer',
    expires_in: 60,
    refresh_token: next,
  };
  sink.takeAnswer({
    ...common,
    atMs: atMs + 100,
    status: next === null ? 400 : 200,
    source: 'network',
    headers: [{ name: 'date', value: new Date(atMs).toUTCString() }],
    body:
      sensor === 'web-request'
        ? { kind: 'unavailable' }
        : { kind: 'text', text: JSON.stringify(next === null ? reused : issued) },
  });
}

/** The background hears of each at once; DevTools tells some turns later, in another order, and of each seventh never. */
function refreshSeenByBoth(sink: RawSink, turns: readonly Turn[], lateTurns: readonly number[]): void {
  const waiting = new Map<number, Turn[]>();
  for (const [index, turn] of turns.entries()) {
    refresh(sink, turn, 'web-request');
    const due = index + (lateTurns[index % lateTurns.length] ?? 0);
    if (index % 7 !== 6) waiting.set(due, [...(waiting.get(due) ?? []), turn]);
    for (const told of waiting.get(index) ?? []) refresh(sink, told, 'devtools');
    waiting.delete(index);
  }
  for (const told of [...waiting.values()].flat()) refresh(sink, told, 'devtools');
}

const makeTurn = (id: number, client: number, generation: number): Turn => ({
  id,
  client,
  presented: nameToken(client, generation),
  next: nameToken(client, generation + 1),
});

function createEngine() {
  const analysis = createAnalysis(createPolicy('aal1'));
  return { analysis, sink: createDoor(KEY_HEX, (observation) => void analysis.observe(observation)) };
}

/** It refreshes each second; then an old token is presented. */
const ALLOWED = ['refresh-storm', 'refresh-token-reuse-rejected'];

describe('a long life', () => {
  it('of 5,000 rotations is one chain with one head, and an old token is known again', () => {
    const { analysis, sink } = createEngine();
    for (let turn = 0; turn < 5000; turn += 1) refresh(sink, makeTurn(turn, 0, turn));
    refresh(sink, { id: 5000, client: 0, presented: nameToken(0, 3800), next: null });
    const report = buildReport(analysis, { kind: 'har', skipped: 0, version: 'test' });
    expect(report.chains).toHaveLength(1);
    expect(report.chains[0]).toMatchObject({ regime: 'rotating', forks: [] });
    expect(report.chains[0]?.heads).toHaveLength(1);
    expect(report.refreshes.at(-1)).toMatchObject({ position: 'P4', generationDistance: 1200, answer: 'Rr' });
    expect(report.findings.map(({ rule }) => rule)).toContain('refresh-token-reuse-rejected');
    expect(report.findings.map(({ rule }) => rule)).not.toContain('rotation-fork');
    for (const kind of ENTITY_KINDS) expect(analysis.state[kind].size, kind).toBeLessThanOrEqual(MAX_ENTITIES[kind]);
  }, 60_000);

  it('of 50 clients side by side mixes none of them up', () => {
    const { analysis, sink } = createEngine();
    for (let turn = 0; turn < 20; turn += 1)
      for (let client = 0; client < 50; client += 1) refresh(sink, makeTurn(turn * 50 + client, client, turn));
    const report = buildReport(analysis, { kind: 'har', skipped: 0, version: 'test' });
    expect(report.chains).toHaveLength(50);
    for (const chain of report.chains) {
      expect(chain.edges).toHaveLength(20);
      expect(chain.heads).toHaveLength(1);
    }
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  }, 60_000);

  it('of 5,000 rotations seen by two sensors, bodies late or never, is one chain with one head', () => {
    const { analysis, sink } = createEngine();
    const turns = Array.from({ length: 5000 }, (_, turn) => makeTurn(turn, 0, turn));
    refreshSeenByBoth(sink, turns, [0, 1, 3, 0, 2]);
    const old = { id: 5000, client: 0, presented: nameToken(0, 4001), next: null };
    for (const sensor of ['web-request', 'devtools'] as const) refresh(sink, old, sensor);
    const report = buildReport(analysis, { kind: 'har', skipped: 0, version: 'test' });
    expect(report.chains).toHaveLength(1);
    expect(report.chains[0]).toMatchObject({ regime: 'rotating', forks: [] });
    expect(report.chains[0]?.heads).toHaveLength(1);
    expect(report.refreshes.at(-1)).toMatchObject({ position: 'P4', generationDistance: 999, answer: 'Rr' });
    expect(report.findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual(ALLOWED);
    for (const kind of ENTITY_KINDS) expect(analysis.state[kind].size, kind).toBeLessThanOrEqual(MAX_ENTITIES[kind]);
  }, 60_000);

  it('of 50 clients seen by two sensors mixes none of them up', () => {
    const { analysis, sink } = createEngine();
    const turns = Array.from({ length: 20 * 50 }, (_, id) => makeTurn(id, id % 50, Math.floor(id / 50)));
    refreshSeenByBoth(sink, turns, [0, 1, 60, 0, 130]);
    const report = buildReport(analysis, { kind: 'har', skipped: 0, version: 'test' });
    expect(report.chains).toHaveLength(50);
    for (const chain of report.chains) expect(chain.heads, chain.label).toHaveLength(1);
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  }, 60_000);
});
