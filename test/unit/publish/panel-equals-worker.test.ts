// The panel puts what it is sent into the places that the worker changed: whatever the wire does, both must end up with the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { tellStory } from '../../support/story/tell-story';
import { anyStory, presentedAccess, requestSent } from '../fakes/observations';
import { plainTold } from '../fakes/plain-analysis';
import { redeem, refresh } from '../rules/usual-traffic';
import { createPair } from './panel-worker-pair';

const CALL = requestSent({ credentials: [presentedAccess(1)] });

/** Too old a session by the limits of aal3, and by no others. */
const { observations: LONG_SESSION } = tellStory((s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  refresh(s, 13 * 3600, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
});

const expectSame = ({ panel, session }: Awaited<ReturnType<typeof createPair>>): void => {
  expect(panel.seq).toBe(session().position().seq);
  expect(plainTold(panel.replica)).toEqual(plainTold(session().analysis()));
};

describe('a panel', () => {
  it('gets what there is, then what happens', async () => {
    const pair = await createPair();
    pair.session().observe(CALL);
    await pair.calm();
    pair.session().observe(CALL);
    await pair.calm();
    expectSame(pair);
    expect(pair.panel).toMatchObject({ seq: 2, states: ['connecting', 'connected'], faults: [] });
  });

  it('that was away for a moment gets what it missed, no more', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.wire.breakAll();
    pair.session().observe(CALL);
    pair.time.advance(100);
    await pair.calm();
    expectSame(pair);
    expect(pair.panel).toMatchObject({
      snapshots: 1,
      states: ['connecting', 'connected', 'disconnected', 'connecting', 'connected'],
    });
  });

  it('goes on without a snapshot after the worker died with everything saved', async () => {
    const pair = await createPair();
    pair.session().observe(CALL);
    await pair.calm();
    pair.wire.breakAll();
    await pair.startWorker();
    pair.time.advance(100);
    await pair.calm();
    pair.session().observe(CALL);
    await pair.calm();
    expectSame(pair);
    expect(pair.panel.snapshots).toBe(1);
  });

  it('gets a snapshot when the worker lost what the panel knew', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.archive.isStuck = true;
    pair.session().observe(CALL);
    await Promise.resolve();
    pair.wire.deliverAll();
    expect(pair.panel.seq).toBe(1);
    pair.wire.breakAll();
    await pair.archive.release(false);
    await pair.startWorker();
    pair.session().observe(CALL);
    pair.session().observe(CALL);
    pair.time.advance(100);
    await pair.calm();
    expectSame(pair);
    expect(pair.panel.snapshots).toBe(2);
  });

  it('gets anew what other limits judged, though nothing else happened', async () => {
    const pair = await createPair();
    for (const observation of LONG_SESSION) pair.session().observe(observation);
    await pair.calm();
    const before = [...pair.panel.replica.findings.keys()];
    pair.session().setPolicy(createPolicy('aal3'));
    await pair.calm();
    expectSame(pair);
    expect([...pair.panel.replica.findings.keys()]).not.toEqual(before);
  });

  it('gets in several messages what is too much for one', async () => {
    const pair = await createPair();
    await pair.calm();
    for (let index = 0; index < 150; index += 1) {
      const jwt = { format: 'jws' as const, header: {}, payload: { text: 'x'.repeat(2000) }, lengthChars: 2100 };
      const credential = { ...presentedAccess(index), format: 'jws' as const, jwt };
      pair.session().observe(requestSent({ ref: `web-request:${index}.0`, credentials: [credential] }));
    }
    await pair.calm();
    expectSame(pair);
    expect(pair.panel).toMatchObject({ snapshots: 1, faults: [] });
  });

  it('tries again after 0.1 s, then twice as late each time, up to 5 s; and soon again once it was answered', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.wire.isReachable = false;
    pair.wire.breakAll();
    const waits: number[] = [];
    for (let tries = 1; tries <= 8; tries += 1) {
      const startMs = pair.time.readNowMs();
      while (pair.wire.attempts < tries + 1 && pair.time.readNowMs() < startMs + 60_000) pair.time.advance(50);
      waits.push(pair.time.readNowMs() - startMs);
    }
    expect(pair.panel.states.at(-1)).toBe('disconnected');
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });

  it('is outdated for good when the extension was reloaded', async () => {
    const pair = await createPair();
    await pair.calm();
    pair.wire.isGone = true;
    pair.wire.breakAll();
    pair.time.advance(60_000);
    expect(pair.panel.states.at(-1)).toBe('outdated');
    expect(pair.time.countTimers()).toBe(0);
    expect(pair.subscription.send('pause')).toBe(false);
  });

  it('commands: clear, pause, resume', async () => {
    const pair = await createPair();
    pair.session().observe(CALL);
    await pair.calm();
    expect(pair.subscription.send('clear')).toBe(true);
    expect(pair.subscription.send('pause')).toBe(true);
    await pair.calm();
    expectSame(pair);
    expect(pair.session().isPaused()).toBe(true);
    expect(pair.session().position().seq).toBe(0);
  });
});

describe('panel and worker', () => {
  const anyMove = () =>
    fc.constantFrom(
      'observe',
      'observe',
      'observe',
      'deliver',
      'deliver',
      'turn',
      'break',
      'wait',
      'clear',
      'kill',
      'kill unsaved',
      'settle',
    );

  it('agree after any interleaving of events, deliveries, breaks, kills and clears', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(3), fc.array(anyMove(), { minLength: 10, maxLength: 60 }), async (story, moves) => {
        const pair = await createPair();
        let next = 0;
        for (const move of moves) {
          const observation = story[next];
          if (move === 'observe' && observation !== undefined) {
            pair.session().observe(observation);
            next += 1;
          } else if (move === 'deliver') pair.wire.deliverOne();
          else if (move === 'turn') await Promise.resolve();
          else if (move === 'break') pair.wire.breakAll();
          else if (move === 'wait') pair.time.advance(300);
          else if (move === 'clear') pair.session().clear();
          else if (move === 'settle') await pair.session().settle();
          else if (move.startsWith('kill')) {
            pair.wire.breakAll();
            if (move === 'kill') await pair.session().settle();
            await pair.startWorker();
          }
        }
        pair.time.advance(60_000);
        await pair.calm();
        expectSame(pair);
        expect(pair.panel.faults).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 30_000);
});
