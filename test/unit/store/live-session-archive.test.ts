// An archive that is damaged, newer or slow, and a crash at any moment.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/observation/observation';
import { createFakeArchive } from '../fakes/fake-archive';
import { anyStory } from '../fakes/observations';
import { CALL, faultsOf, open, openReady, stateOf } from '../fakes/open-session';
import { analyse, plain } from '../fakes/plain-analysis';

describe('an archive that is', () => {
  it('damaged gives what is whole, and a fault for the rest', async () => {
    const archive = createFakeArchive();
    const first = await openReady(archive);
    first.observe(CALL);
    await first.settle();
    archive.contents.set('x', '[1,"token:x","no token"]');
    archive.contents.set('nonsense', '{');
    archive.contents.set('y', '[1,"finding:x",{}]');
    const second = await openReady(archive);
    expect(faultsOf(second)).toEqual(['archive: 3 damaged entries']);
    expect(second.position().before).toBeNull();
    await second.settle();
    expect([...archive.contents.values()].join()).not.toContain('no token');
  });

  it('of another version is dropped', async () => {
    const archive = createFakeArchive();
    archive.contents.set('meta', '{"version":0}');
    archive.contents.set('1', '[1,"token:x",{}]');
    const session = await openReady(archive);
    expect(session.position().before).toBeNull();
    expect(session.analysis().state.token.size).toBe(0);
    expect(faultsOf(session)).toEqual(['archive: of another version or damaged: 2 entries dropped']);
    await session.settle();
    expect([...archive.readEntries().keys()]).toEqual(['log:log']);
  });

  it('full of slots that are free is whole', async () => {
    const archive = createFakeArchive();
    const first = await openReady(archive);
    first.observe(CALL);
    await first.settle();
    archive.contents.set('99', '');
    const second = await openReady(archive);
    expect(faultsOf(second)).toEqual([]);
    expect(second.position().before).not.toBeNull();
  });

  it('out of reach is a fault, and the session lives in memory', async () => {
    const session = open({ ...createFakeArchive(), load: () => Promise.reject(new Error('no storage')) });
    session.observe(CALL);
    await session.settle();
    expect(session.position().seq).toBe(2);
    expect(faultsOf(session)?.[0]).toMatch(/^archive: Error/);
  });
});

describe('a crash at any moment', () => {
  const anyMoves = () =>
    fc.tuple(
      anyStory(),
      fc.array(fc.record({ after: fc.nat(3), move: fc.constantFrom('settle', 'crash', 'stuck crash', 'late crash') })),
    );

  it('loses the newest observations at most, and never what was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyMoves(), async ([story, moves]) => {
        const archive = createFakeArchive();
        let session = await openReady(archive);
        /** What the session must know by now. */
        let known: readonly Observation[] = [];
        let settled = 0;
        let rest = story;

        async function crash(writeHappens: boolean): Promise<void> {
          await archive.release(writeHappens);
          session = await openReady(archive);
          const { seq } = session.position();
          expect(seq).toBeGreaterThanOrEqual(settled);
          known = known.slice(0, seq);
          expect(stateOf(session)).toEqual(plain(analyse(known)));
        }

        for (const { after, move } of [...moves, { after: story.length, move: 'settle' }]) {
          archive.isStuck = move === 'stuck crash' || move === 'late crash';
          for (const observation of rest.slice(0, after)) {
            session.observe(observation);
            known = [...known, observation];
          }
          rest = rest.slice(after);
          if (move === 'settle') {
            await session.settle();
            settled = known.length;
          } else await crash(move === 'late crash');
        }
        await crash(true);
        expect(stateOf(session)).toEqual(plain(analyse(known)));
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
