// Seeing less, or more of something else, makes nothing look worse: unrelated traffic, another order of what is
// independent, a second sensor, a gap, a log cut off at either end.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/observation/observation';
import type { ReportFinding } from '../../src/report/report';
import { findRule } from '../../src/rules/catalogue';
import { tellStory } from '../support/story/tell-story';
import { instantOf, readElapsedMs } from './given/elapsed';
import { BANK, enact } from './given/enact';
import { isHearsay, isRaceOfSpent, judge, listRaised, listWorst } from './given/judge';
import { holdsForAll } from './given/laws';
import { listRenewals } from './given/renewals';
import { type Step, sessions, waitForBodies } from './given/sessions';

const observe = (
  steps: readonly Step[],
  sensors: readonly ('har' | 'web-request' | 'devtools')[] = ['har'],
): readonly Observation[] => tellStory((s) => enact(s, steps), { sensors }).observations;

/** One computer has one clock: any server may bear witness of it. */
const isOfClock = ({ rule }: { readonly rule: string }): boolean =>
  rule === 'client-clock-skew' || rule === 'client-trusts-local-clock';

const isBank = ({ origin }: { readonly origin: string | null }): boolean => origin?.endsWith('bank.example') === true;

describe('a verdict', { timeout: 600_000 }, () => {
  it('is not changed by unrelated traffic, nor by the order in which the two are observed', () => {
    const both = fc.tuple(
      sessions({ maxSteps: 14 }),
      sessions({ maxSteps: 14 }),
      fc.double({ min: -2000, max: 2000, noNaN: true }),
    );
    holdsForAll(both, 80, ([steps, others, lateMs]) => {
      const told = tellStory((s) => {
        enact(s, steps);
        enact(s, others, BANK);
      });
      const isOther = (observation: Observation): boolean => {
        const ref = 'ref' in observation ? observation.ref : '';
        return others.length > 0 && bankRefs.has(ref);
      };
      const bankRefs = new Set<string>(
        told.observations.flatMap((one) =>
          one.kind === 'request-sent' && one.origin.endsWith('bank.example') ? [one.ref] : [],
        ),
      );
      const mine = told.observations.filter((one) => !isOther(one));
      // Time goes on in both: that nothing happened for a while is news.
      const atMs = Math.max(...told.observations.map(instantOf));
      const end: Observation = { kind: 'tab-closed', atMs, context: 'tab:none' };
      const alone = listWorst(judge([...mine, end]), (finding) => !isOfClock(finding));
      const together = (all: readonly Observation[]) =>
        listWorst(judge([...all, end]), (finding) => !isBank(finding) && !isOfClock(finding));
      expect([...together(told.observations)].sort()).toEqual([...alone].sort());
      expect([...together(weave(told.observations, isOther, lateMs))].sort()).toEqual([...alone].sort());
    });
  });

  it('is not raised by a second sensor', () => {
    holdsForAll(sessions(), 80, (given) => {
      const steps = waitForBodies(given, 0.05);
      const alone = listWorst(judge(observe(steps, ['devtools'])));
      expect(listRaised(alone, listWorst(judge(observe(steps, ['web-request', 'devtools']))))).toEqual([]);
    });
  });

  it('is not raised by the end of the log', () => {
    holdsForAll(fc.tuple(sessions(), fc.double({ min: 0, max: 1, noNaN: true })), 100, ([steps, share]) => {
      const observations = observe(steps);
      const cut = observations.slice(0, Math.round(observations.length * share));
      expect(listRaised(listWorst(judge(observations)), listWorst(judge(cut)))).toEqual([]);
    });
  });

  it('is not raised by a log that begins late', () => {
    holdsForAll(fc.tuple(sessions(), fc.double({ min: 0, max: 1, noNaN: true })), 100, ([steps, share]) => {
      const observations = observe(steps);
      const cut = observations.slice(Math.round(observations.length * share));
      const whole = judge(observations);
      const report = judge(cut);
      const seen = listWorst(report, (finding) => !isRaceOfSpent(whole, report, finding));
      expect(listRaised(listWorst(whole), seen)).toEqual([]);
    });
  });

  it('is not raised by a gap', () => {
    const given = fc.tuple(sessions(), fc.nat({ max: 40 }), fc.integer({ min: 1, max: 12 }));
    holdsForAll(given, 150, ([steps, from, length]) => {
      const observations = observe(steps);
      const lost = observations.slice(from, from + length);
      const [first] = lost;
      const last = lost.at(-1);
      if (first === undefined || last === undefined) return;
      const gap: Observation = {
        kind: 'gap-observed',
        fromMs: instantOf(first),
        toMs: instantOf(last),
        reason: 'asleep',
      };
      const rest = [...observations.slice(0, from), gap, ...observations.slice(from + length)];
      const whole = judge(observations);
      const report = judge(rest);
      const isExempt = (finding: ReportFinding): boolean =>
        isHearsay(report, finding) || isRaceOfSpent(whole, report, finding);
      expect(
        listRaised(
          listWorst(whole),
          listWorst(report, (finding) => !isExempt(finding)),
        ),
      ).toEqual([]);
    });
  });

  // What was found in a window that moves on stays found, and so do moments at which two clocks differed.
  it('is the same where a gap, of which something was seen nevertheless, is told of when it is over', () => {
    const given = fc.tuple(sessions(), fc.nat({ max: 40 }), fc.integer({ min: 1, max: 12 }));
    holdsForAll(given, 150, ([steps, from, length]) => {
      const observations = observe(steps);
      const instants = observations.slice(from, from + length).map(instantOf);
      if (instants.length === 0) return;
      const [fromMs, toMs] = [Math.min(...instants), Math.max(...instants)];
      const gap: Observation = { kind: 'gap-observed', fromMs, toMs, reason: 'site access withheld' };
      const early = observations.toSpliced(from, 0, gap);
      const late = observations.toSpliced(from + instants.length, 0, gap);
      expect(listRenewals(late)).toEqual(listRenewals(early));
      const isOfInterest = (finding: ReportFinding): boolean =>
        !isOfClock(finding) && findRule(finding.rule)?.isSticky !== true;
      expect([...listWorst(judge(late), isOfInterest)].sort()).toEqual(
        [...listWorst(judge(early), isOfInterest)].sort(),
      );
    });
  });
});

/** What is of the other is heard of a little later, or earlier, than it happened; each keeps its own order. */
function weave(
  observations: readonly Observation[],
  isOther: (observation: Observation) => boolean,
  lateMs: number,
): readonly Observation[] {
  const elapsedMsOf = readElapsedMs(observations);
  const heard = observations.map((one) => ({ one, atMs: elapsedMsOf(one) + (isOther(one) ? lateMs : 0) }));
  return heard.sort((a, b) => a.atMs - b.atMs).map(({ one }) => one);
}
