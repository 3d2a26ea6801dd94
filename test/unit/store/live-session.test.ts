import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import type { SendRef } from '../../../src/observation/observation';
import type { LiveSession } from '../../../src/store/live-session';
import { makeRawRequest } from '../../support/raw-halves';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';
import { ANSWER, CALL, faultsOf, open, openReady, stateOf } from '../fakes/open-session';
import { analyse, plain } from '../fakes/plain-analysis';

const TOKEN = 'Bearer opaque-access-token-0123456789abcdef';

describe('a session', () => {
  it('takes what happens before the archive is loaded in the order in which it happened', async () => {
    const session = open(createFakeArchive());
    session.observe(CALL);
    session.observe(ANSWER);
    await session.settle();
    expect(session.position().seq).toBe(2);
    expect(stateOf(session)).toEqual(plain(analyse([CALL, ANSWER])));
  });

  it('keeps one fingerprint key for the life of the profile', async () => {
    const archive = createFakeArchive();
    const first = await openReady(archive);
    const second = await openReady(archive);
    expect(second.keyHex()).toBe(first.keyHex());
    expect(first.keyHex()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is where it was after the worker died, under a new epoch that names the old one', async () => {
    const archive = createFakeArchive();
    const first = await openReady(archive);
    first.observe(CALL);
    await first.settle();
    const second = await openReady(archive);
    expect(stateOf(second)).toEqual(stateOf(first));
    expect(second.position()).toMatchObject({ seq: 1, before: { epoch: first.position().epoch, seq: 1 } });
    expect(second.position().epoch).not.toBe(first.position().epoch);
  });

  it('forgets all but its key when it is cleared, also in the archive', async () => {
    const archive = createFakeArchive();
    const session = await openReady(archive);
    session.observe(CALL);
    await session.settle();
    const { epoch } = session.position();
    session.clear();
    await session.settle();
    expect([...archive.contents].flatMap(([slot, text]) => (text === '' ? [] : [slot]))).toEqual(['meta']);
    expect(session.position()).toMatchObject({ seq: 0, before: null });
    expect(session.position().epoch).not.toBe(epoch);
    expect(stateOf(session)).toEqual(plain(analyse([])));
  });

  it('sees nothing while it is paused, and says so, also when the worker died meanwhile', async () => {
    const archive = createFakeArchive();
    const time = createFakeTime();
    const first = open(archive, time);
    first.pause();
    await first.settle();
    time.advance(5000);
    const second = open(archive, time);
    second.sink.takeFailure({
      kind: 'request-failed',
      ref: 'web-request:1.0',
      sensor: 'web-request',
      atMs: 1,
      error: 'x',
    });
    second.takeBatch('page', 1, [CALL]);
    second.resume();
    await second.settle();
    expect(second.position().seq).toBe(1);
    const nowMs = time.readNowMs();
    expect(second.analysis().state.log.get('log')?.gaps).toMatchObject([
      { fromMs: nowMs - 5000, toMs: nowMs, reason: 'paused' },
    ]);
  });

  it('says how long site access was withheld, also when the worker died meanwhile', async () => {
    const archive = createFakeArchive();
    const time = createFakeTime();
    const first = open(archive, time);
    first.noteSiteAccess(false);
    await first.settle();
    time.advance(5000);
    const second = open(archive, time);
    second.noteSiteAccess(false);
    second.noteSiteAccess(true);
    second.noteSiteAccess(true);
    await second.settle();
    const nowMs = time.readNowMs();
    expect(second.analysis().state.log.get('log')?.gaps).toEqual([
      { fromMs: nowMs - 5000, toMs: nowMs, reason: 'site access withheld' },
    ]);
  });

  it('says when the worker before it was killed, which a worker that was idle was not', async () => {
    const archive = createFakeArchive();
    const time = createFakeTime();
    const restart = async (awayMs: number): Promise<LiveSession> => {
      time.advance(awayMs);
      const session = open(archive, time);
      await session.settle();
      return session;
    };
    const gapsOf = (session: LiveSession) => session.analysis().state.log.get('log')?.gaps ?? [];
    (await restart(0)).observe(CALL);
    const idle = await restart(30_000);
    expect(gapsOf(idle)).toEqual([]);
    idle.observe(ANSWER);
    await idle.settle();
    const killedMs = time.readNowMs();
    const killed = await restart(2000);
    expect(gapsOf(killed)).toMatchObject([
      { fromMs: killedMs, toMs: killedMs + 2000, reason: expect.stringMatching('killed') },
    ]);
    killed.pause();
    await killed.settle();
    expect(gapsOf(await restart(2000))).toHaveLength(1);
  });

  it('takes a batch of a DevTools page once, however often it comes', async () => {
    const archive = createFakeArchive();
    const first = await openReady(archive);
    first.takeBatch('page', 1, [CALL]);
    first.takeBatch('page', 1, [CALL]);
    await first.settle();
    const second = await openReady(archive);
    second.takeBatch('page', 1, [CALL]);
    second.takeBatch('page', 2, [ANSWER]);
    expect(second.position().seq).toBe(2);
    const saved: unknown[] = [];
    second.listen({
      onObserved: () => undefined,
      onReset: () => undefined,
      onPause: () => undefined,
      onSaved: (batches) => saved.push(batches),
    });
    await second.settle();
    expect(saved.at(-1)).toEqual({ page: 2 });
  });

  it('keeps the order of events, though what its sensors see in a burst waits a moment', async () => {
    const session = await openReady();
    beBusy(session);
    for (const ref of ['web-request:1.0', 'web-request:2.0', 'web-request:3.0'] as const) seeSoon(session, ref);
    expect(session.position().seq).toBe(0);
    session.observe({ ...CALL, ref: 'web-request:4.0' });
    expect(session.position().seq).toBe(4);
    expect([...session.analysis().state.send.keys()]).toEqual([
      'web-request:1.0',
      'web-request:2.0',
      'web-request:3.0',
      'web-request:4.0',
    ]);
  });

  it('archives what waits when it settles', async () => {
    const archive = createFakeArchive();
    const session = await openReady(archive);
    beBusy(session);
    for (const ref of ['web-request:1.0', 'web-request:2.0'] as const) seeSoon(session, ref);
    await session.settle();
    expect([...archive.readEntries().keys()]).toContain('send:web-request:2.0');
  });

  it.each(['guard', 'takeSoon'] as const)(
    'turns what throws in %s into a fault without its message, and goes on',
    async (name) => {
      const session = await openReady();
      session[name]('web-request', () => {
        throw new SyntaxError('Unexpected token in "Bearer eyJhbGciOi"');
      });
      session.observe(CALL);
      expect(faultsOf(session)?.[0]).toMatch(/^web-request: SyntaxError( at [\w.-]+:\d+)?$/);
      expect(session.position().seq).toBe(2);
    },
  );
});

describe('the stored choice of session limits', () => {
  it('is judged by from the first observation on, and a worker that wakes goes on under it', async () => {
    const archive = createFakeArchive();
    const first = open(archive, createFakeTime(), 'aal2');
    first.observe(CALL);
    await first.settle();
    expect(first.analysis().policy.profile).toBe('aal2');
    const second = open(archive, createFakeTime(), 'aal2');
    await second.settle();
    second.setPolicy(createPolicy('aal2'));
    expect(second.analysis().policy.profile).toBe('aal2');
    expect(second.position().before).toEqual({ epoch: first.position().epoch, seq: 1 });
  });

  it('that the worker died before judging by makes whoever follows take the state anew', async () => {
    const archive = createFakeArchive();
    const first = open(archive, createFakeTime(), 'aal1');
    first.observe(CALL);
    await first.settle();
    const second = open(archive, createFakeTime(), 'aal3');
    await second.settle();
    expect(second.analysis().policy.profile).toBe('aal3');
    expect(second.position()).toMatchObject({ seq: 1, before: null });
  });
});

/** So many events in one moment that those behind them wait. */
function beBusy(session: LiveSession): void {
  for (let event = 0; event < 1000; event += 1) session.takeSoon('web-request', () => undefined);
}

/** A call that webRequest tells of. */
function seeSoon(session: LiveSession, ref: SendRef): void {
  const headers = [['authorization', TOKEN]] as const;
  session.takeSoon('web-request', () =>
    session.sink.takeRequest(makeRawRequest({ ref, sensor: 'web-request', headers })),
  );
}
