// Joins the subscription to a replica of the worker's state: snapshots replace it, steps put changed entities in place.

import { MAX_FAULTS } from '../../base/limits';
import { createState } from '../../engine/create-state';
import type { Status } from '../../publish/protocol';
import { applyStep, type Replica } from '../../publish/step';
import { createSubscription, type SubscriptionOptions, type SubscriptionState } from '../../publish/subscription';
import type { NotEvaluable } from '../../rules/finding';
import type { Muted } from '../../rules/muted';
import type { Feed } from './feed';

export function createFeed(wire: Pick<SubscriptionOptions, 'connect' | 'schedule'>): Feed {
  const listeners = new Set<() => void>();
  let replica: Replica = { state: createState(), findings: new Map() };
  let connection: SubscriptionState = 'connecting';
  let status: Status | null = null;
  let muted: Muted = [];
  let notEvaluable: readonly NotEvaluable[] | null = null;
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
      replica = snapshot;
      seq = at;
      isFilled = true;
      tell();
    },
    onSteps(steps, from) {
      const skipped = steps.reduce((sum, step) => sum + applyStep(replica, step), 0);
      if (skipped > 0) noteFault(`${skipped} changes did not fit and were left out`);
      seq = from + steps.length - 1;
      tell();
    },
    onStatus(next) {
      status = next;
      tell();
    },
    onMuted(next) {
      muted = next;
      tell();
    },
    onSilence(next) {
      notEvaluable = next;
      tell();
    },
    onState(next) {
      connection = next;
      tell();
    },
    onFault: noteFault,
  });

  return {
    read: () => ({
      connection,
      seq,
      isFilled,
      state: replica.state,
      findings: replica.findings,
      status,
      muted,
      notEvaluable,
      faults,
    }),
    listen(changed) {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
    send(command) {
      if (!subscription.send(command)) noteFault(`not connected: ${command} was not sent`);
    },
    setProfile(profile) {
      if (!subscription.setProfile(profile)) noteFault('not connected: the session limits were not changed');
    },
    mute(mute, isOn) {
      if (!subscription.mute(mute, isOn)) noteFault('not connected: nothing was muted');
    },
    // Who is not connected asks again with the next look.
    explainSilence: () => void subscription.explainSilence(),
  };
}
