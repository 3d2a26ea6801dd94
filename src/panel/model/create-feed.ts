// Joins the subscription to an analysis of the panel's own: the same reducer as in the worker, fed with the same numbers.

import { createPolicy } from '../../engine/policy';
import type { Status } from '../../publish/protocol';
import { createSubscription, type SubscriptionOptions, type SubscriptionState } from '../../publish/subscription';
import { type Analysis, createAnalysis } from '../../rules/analysis';
import type { Feed } from './feed';

const MAX_FAULTS = 50;

export function createFeed(wire: Pick<SubscriptionOptions, 'connect' | 'schedule'>): Feed {
  const listeners = new Set<() => void>();
  let analysis: Analysis = createAnalysis(createPolicy('aal1'));
  let connection: SubscriptionState = 'connecting';
  let status: Status | null = null;
  let seq = 0;
  let isFilled = false;
  let faults: readonly string[] = [];

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const noteFault = (reason: string): void => {
    faults = [...faults, reason].slice(-MAX_FAULTS);
    tell();
  };

  const subscription = createSubscription({
    ...wire,
    onSnapshot(snapshot, at) {
      analysis = createAnalysis(analysis.policy, snapshot);
      seq = at;
      isFilled = true;
      tell();
    },
    onObservations(observations, from) {
      for (const observation of observations) {
        // One observation that breaks an invariant must not stop the ones behind it.
        try {
          analysis.observe(observation);
        } catch (error) {
          noteFault(`could not apply ${observation.kind}: ${error instanceof Error ? error.message : 'unknown error'}`);
        }
      }
      seq = from + observations.length - 1;
      tell();
    },
    onStatus(next) {
      if (next.profile !== analysis.policy.profile) analysis = createAnalysis(createPolicy(next.profile), analysis);
      status = next;
      tell();
    },
    onState(next) {
      connection = next;
      tell();
    },
    onFault: noteFault,
  });

  return {
    read: () => ({ connection, seq, isFilled, state: analysis.state, findings: analysis.findings, status, faults }),
    listen(changed) {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
    send(command) {
      if (!subscription.send(command)) noteFault(`not connected: ${command} was not sent`);
    },
  };
}
