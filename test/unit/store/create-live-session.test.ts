// What a session owes whoever follows it and whoever comes after it: news of a state that changed under its number, news of
// what is saved, and an archive that says what the session would.

import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import type { LiveSession } from '../../../src/store/live-session';
import { makeRawAnswer, makeRawRequest } from '../../support/raw-halves';
import { tellStory } from '../../support/story/tell-story';
import { createFakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';
import { CALL, faultsOf, open, openReady, stateOf } from '../fakes/open-session';
import { redeem, refresh } from '../rules/usual-traffic';

const LATE_SEC = 13 * 3600;
/** Too old a session by the limits of aal3, and by no others. */
const { observations: OLD_SESSION } = tellStory((s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  refresh(s, LATE_SEC, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
});
const RULE = 'session-age-exceeds-policy';
const rulesOf = (session: LiveSession): readonly string[] =>
  [...session.analysis().findings.values()].map(({ rule }) => rule.id);

const countSaved = (session: LiveSession): (() => number) => {
  let count = 0;
  const nothing = (): void => undefined;
  session.listen({ onObserved: nothing, onReset: nothing, onPause: nothing, onSaved: () => void count++ });
  return () => count;
};

describe('a batch of a DevTools page', () => {
  it('that was taken before is acknowledged again: only the acknowledgement may have been lost', async () => {
    const session = await openReady();
    session.takeBatch('page', 1, [CALL]);
    await session.settle();
    const saved = countSaved(session);
    session.takeBatch('page', 1, [CALL]);
    await session.settle();
    expect([saved(), session.position().seq]).toEqual([1, 1]);
  });

  it('is known by its page among the fifty that came last', async () => {
    const session = await openReady();
    for (let page = 0; page < 51; page += 1) session.takeBatch(`page ${page}`, 1, [CALL]);
    session.takeBatch('page 1', 1, [CALL]);
    expect(session.position().seq).toBe(51);
    session.takeBatch('page 0', 1, [CALL]);
    expect(session.position().seq).toBe(52);
  });
});

describe('whoever follows is told to take the state anew', () => {
  it('after an observation that could be taken in part only', async () => {
    const session = await openReady();
    const { epoch } = session.position();
    session.guard('test', () => session.observe(JSON.parse('{"kind":"request-sent"}')));
    expect(faultsOf(session)).toHaveLength(1);
    expect(session.position().epoch).not.toBe(epoch);
  });

  it('after other limits judged it', async () => {
    const session = await openReady();
    const { epoch } = session.position();
    session.setPolicy(createPolicy('aal3'));
    expect(session.position().epoch).not.toBe(epoch);
  });
});

describe('the archive says what the session would', () => {
  it.each(['aal1', 'aal3'] as const)('after limits changed to %s while it ran', async (profile) => {
    const archive = createFakeArchive();
    const session = open(archive, createFakeTime(), profile === 'aal1' ? 'aal3' : 'aal1');
    for (const observation of OLD_SESSION) session.observe(observation);
    await session.settle();
    session.setPolicy(createPolicy(profile));
    await session.settle();
    const next = open(archive, createFakeTime(), profile);
    await next.settle();
    expect(stateOf(next)).toEqual(stateOf(session));
    expect(rulesOf(next).includes(RULE)).toBe(profile === 'aal3');
  });

  it('after limits changed while there was no worker', async () => {
    const archive = createFakeArchive();
    const first = open(archive, createFakeTime(), 'aal3');
    for (const observation of OLD_SESSION) first.observe(observation);
    await first.settle();
    expect(rulesOf(first)).toContain(RULE);
    const second = open(archive, createFakeTime(), 'aal1');
    second.observe(CALL);
    await second.settle();
    const third = open(archive, createFakeTime(), 'aal1');
    await third.settle();
    expect(rulesOf(third)).not.toContain(RULE);
  });

  it('of site access that was withheld, at once: nothing else may follow', async () => {
    const archive = createFakeArchive();
    const time = createFakeTime();
    const first = open(archive, time);
    await first.settle();
    const fromMs = time.readNowMs();
    first.noteSiteAccess(false);
    await first.settle();
    time.advance(5000);
    const second = open(archive, time);
    second.noteSiteAccess(true);
    await second.settle();
    expect(second.analysis().state.log.get('log')?.gaps).toMatchObject([{ fromMs, reason: 'site access withheld' }]);
  });
});

it('a session that is paused twice was paused since the first time', async () => {
  const time = createFakeTime();
  const session = open(createFakeArchive(), time);
  await session.settle();
  const fromMs = time.readNowMs();
  session.pause();
  time.advance(3000);
  session.pause();
  time.advance(2000);
  session.resume();
  expect(session.analysis().state.log.get('log')?.gaps).toMatchObject([{ fromMs, toMs: fromMs + 5000 }]);
});

it('a session that was cleared has forgotten the requests, too, that wait for their answer', async () => {
  const session = await openReady();
  session.sink.takeRequest(makeRawRequest());
  session.clear();
  session.sink.takeAnswer(makeRawAnswer({ status: 401 }));
  await session.settle();
  expect(session.analysis().state.send.size).toBe(0);
});

it('of events before the archive is loaded 5,000 wait, and what is dropped is told', async () => {
  const session = open(createFakeArchive());
  for (let index = 0; index < 5003; index += 1) session.observe(CALL);
  await session.settle();
  expect(faultsOf(session)).toEqual(['replay: 3 events before the archive was loaded']);
  expect(session.position().seq).toBe(5001);
});
