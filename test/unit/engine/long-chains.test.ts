// Thousands of rotations, dozens of clients at once: the chain stays right, and memory stays where retain.ts put it.
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { MAX_ENTITIES } from '../../../src/engine/retain';
import { ENTITY_KINDS } from '../../../src/engine/state';
import { createDoor } from '../../../src/normalise/door';
import type { RawSink } from '../../../src/observe/raw-sink';
import { buildReport } from '../../../src/report/build-report';
import { createAnalysis } from '../../../src/rules/analysis';

const KEY_HEX = 'ab'.repeat(32);
const TYPE = 'application/x-www-form-urlencoded';

const nameToken = (client: number, generation: number): string => `refresh-${client}-${generation}-${'x'.repeat(20)}`;

/** One refresh at the token endpoint; a refused one when `next` is null. */
function refresh(sink: RawSink, id: number, client: number, presented: string, next: string | null): void {
  const ref = `har:${id}` as const;
  const atMs = 1_780_000_000_000 + id * 1000;
  const url = 'https://auth.shop.example/token';
  const text = `grant_type=refresh_token&client_id=spa${client}&refresh_token=${presented}`;
  const common = { ref, sensor: 'har', method: 'POST', url } as const;
  sink.takeRequest({
    ...common,
    atMs,
    resourceType: 'fetch',
    context: `page:${client}`,
    clientOrigin: `https://app${client}.shop.example`,
    partition: 'normal',
    redirectOf: null,
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
    body: { kind: 'text', text: JSON.stringify(next === null ? reused : issued) },
  });
}

function createEngine() {
  const analysis = createAnalysis(createPolicy('aal1'));
  return { analysis, sink: createDoor(KEY_HEX, (observation) => void analysis.observe(observation)) };
}

describe('a long life', () => {
  it('of 5,000 rotations is one chain with one head, and an old token is known again', () => {
    const { analysis, sink } = createEngine();
    for (let turn = 0; turn < 5000; turn += 1) refresh(sink, turn, 0, nameToken(0, turn), nameToken(0, turn + 1));
    refresh(sink, 5000, 0, nameToken(0, 4000), null);
    const report = buildReport(analysis, { kind: 'har', skipped: 0, version: 'test' });
    expect(report.chains).toHaveLength(1);
    expect(report.chains[0]).toMatchObject({ regime: 'rotating', forks: [] });
    expect(report.chains[0]?.heads).toHaveLength(1);
    expect(report.refreshes.at(-1)).toMatchObject({ position: 'P4', generationDistance: 1000, answer: 'Rr' });
    expect(report.findings.map(({ rule }) => rule)).toContain('refresh-token-reuse-rejected');
    expect(report.findings.map(({ rule }) => rule)).not.toContain('rotation-fork');
    for (const kind of ENTITY_KINDS) expect(analysis.state[kind].size, kind).toBeLessThanOrEqual(MAX_ENTITIES[kind]);
  }, 60_000);

  it('of 50 clients side by side mixes none of them up', () => {
    const { analysis, sink } = createEngine();
    for (let turn = 0; turn < 20; turn += 1)
      for (let client = 0; client < 50; client += 1)
        refresh(sink, turn * 50 + client, client, nameToken(client, turn), nameToken(client, turn + 1));
    const report = buildReport(analysis, { kind: 'har', skipped: 0, version: 'test' });
    expect(report.chains).toHaveLength(50);
    for (const chain of report.chains) {
      expect(chain.edges).toHaveLength(20);
      expect(chain.heads).toHaveLength(1);
    }
    expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  }, 60_000);
});
