// The worker's end of the panels' wire: whoever subscribes gets a snapshot, or what it missed; then everything as it
// happens, batched per turn.

import { assertNever } from '../base/assert-never';
import type { ProfileName } from '../engine/profile';
import type { NotEvaluable } from '../rules/finding';
import { listNotEvaluable } from '../rules/not-evaluable';
import type { PublishedSession } from '../store/published-session';
import type { Channel } from './channel';
import { cutBatches } from './cut-batches';
import type { KeptMutes } from './kept-mutes';
import { parseFromPanel } from './parse-from-panel';
import { type Command, type FromPanel, PROTOCOL_VERSION, type Status, type ToPanel } from './protocol';
import { createRecent } from './recent';
import { cutSnapshot } from './snapshot-parts';

export type PublisherOptions = {
  readonly session: PublishedSession;
  readonly readStatus: () => Status;
  readonly onProfile: (profile: ProfileName) => void;
  readonly mutes: KeptMutes;
  /** What the rules could not judge; asked of the session's own analysis without it. */
  readonly explainSilence?: () => readonly NotEvaluable[];
};

export type Publisher = {
  /** A panel's port, as soon as it is there: its first message must not be missed. */
  readonly accept: (channel: Channel) => void;
  /** What readStatus says may have changed. */
  readonly noteStatus: () => void;
  /** Something was muted, or no longer. */
  readonly noteMuted: () => void;
};

/** What a panel has been sent so far. */
type Panel = { readonly channel: Channel; epoch: string; seq: number; isSubscribed: boolean };

export function createPublisher({ session, readStatus, onProfile, mutes, ...options }: PublisherOptions): Publisher {
  const panels = new Set<Panel>();
  const recent = createRecent();
  let isFlushing = false;

  session.listen({
    onObserved(changes) {
      recent.push(changes);
      flushSoon();
    },
    onReset() {
      recent.clear();
      flushSoon();
    },
    onPause: noteStatus,
  });

  function flushSoon(): void {
    if (isFlushing || panels.size === 0) return;
    isFlushing = true;
    queueMicrotask(() => {
      isFlushing = false;
      for (const panel of panels) if (panel.isSubscribed) session.guard('publish', () => flush(panel));
    });
  }

  function flush(panel: Panel): void {
    const { epoch, seq } = session.position();
    const missed = panel.epoch === epoch ? recent.since(panel.seq, seq) : null;
    if (missed === null) return sendSnapshot(panel);
    let from = panel.seq + 1;
    for (const steps of cutBatches(missed)) {
      send(panel, { kind: 'steps', epoch, from, steps });
      from += steps.length;
    }
    panel.seq = seq;
  }

  function sendSnapshot(panel: Panel): void {
    const { epoch, seq } = session.position();
    const parts = cutSnapshot(session.analysis());
    const status = readStatus();
    parts.forEach((part, index) => {
      const isLast = index === parts.length - 1;
      send(panel, { kind: 'snapshot', protocol: PROTOCOL_VERSION, epoch, seq, ...part, status, isLast });
    });
    panel.epoch = epoch;
    panel.seq = seq;
    sendMuted(panel);
  }

  function subscribe(panel: Panel, message: Extract<FromPanel, { readonly kind: 'subscribe' }>): void {
    const { epoch, seq, before } = session.position();
    panel.isSubscribed = true;
    const isOfThisLife = message.epoch === epoch || (before?.epoch === message.epoch && message.seq <= before.seq);
    if (!isOfThisLife || recent.since(message.seq, seq) === null) return sendSnapshot(panel);
    panel.epoch = epoch;
    panel.seq = message.seq;
    send(panel, { kind: 'resumed', protocol: PROTOCOL_VERSION, epoch, seq: message.seq, status: readStatus() });
    sendMuted(panel);
    flush(panel);
  }

  function send(panel: Panel, message: ToPanel): void {
    try {
      panel.channel.post(message);
    } catch {
      panels.delete(panel); // It hung up, and the browser has not said so yet.
    }
  }

  function noteStatus(): void {
    for (const panel of panels) if (panel.isSubscribed) send(panel, { kind: 'status', status: readStatus() });
  }

  const sendMuted = (panel: Panel): void => send(panel, { kind: 'muted', muted: mutes.read() });

  function noteMuted(): void {
    for (const panel of panels) if (panel.isSubscribed) sendMuted(panel);
  }

  function explainSilence(panel: Panel): void {
    send(panel, { kind: 'silence', notEvaluable: options.explainSilence?.() ?? listNotEvaluable(session.analysis()) });
  }

  function takeMessage(panel: Panel, raw: unknown): void {
    const parsed = parseFromPanel(raw);
    if (!parsed.ok) return session.noteFault('panel', parsed.reason);
    const message = parsed.value;
    switch (message.kind) {
      case 'subscribe':
        return session.whenReady(() => session.guard('publish', () => subscribe(panel, message)));
      case 'command':
        return obey(message.command);
      case 'set-profile':
        return onProfile(message.profile);
      case 'mute':
        return mutes.set(message.mute, message.isOn);
      case 'explain-silence':
        return session.whenReady(() => session.guard('publish', () => explainSilence(panel)));
      default:
        return assertNever(message);
    }
  }

  function obey(command: Command): void {
    switch (command) {
      case 'clear':
        return session.clear();
      case 'pause':
        return session.pause();
      case 'resume':
        return session.resume();
      default:
        return assertNever(command);
    }
  }

  return {
    accept(channel) {
      const panel: Panel = { channel, epoch: '', seq: 0, isSubscribed: false };
      panels.add(panel);
      channel.onMessage((message) => session.guard('panel', () => takeMessage(panel, message)));
      channel.onDisconnect(() => panels.delete(panel));
    },
    noteStatus,
    noteMuted,
  };
}
