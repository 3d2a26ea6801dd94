// A worker that lives in the page: it answers a panel's port with snapshots and steps, and dies on demand.

import { createPolicy } from '../../../src/engine/policy';
import type { Observation } from '../../../src/observation/observation';
import type { Channel } from '../../../src/publish/channel';
import {
  type Command,
  type FromPanel,
  PROTOCOL_VERSION,
  type Status,
  type ToPanel,
} from '../../../src/publish/protocol';
import { cutSnapshot } from '../../../src/publish/snapshot-parts';
import { toStep } from '../../../src/publish/step';
import { buildReport } from '../../../src/report/build-report';
import type { Report } from '../../../src/report/report';
import { createAnalysis } from '../../../src/rules/analysis';
import type { FindingGroup } from '../../../src/rules/finding';
import { type Muted, setMute } from '../../../src/rules/muted';
import { listNotEvaluable } from '../../../src/rules/not-evaluable';
import type { Snapshot } from '../../../src/rules/snapshot';

export type FakeWorker = {
  /** For a panel: a port, or null when the extension was reloaded. Throws while the worker is down. */
  readonly connect: () => Channel | null;
  /** Returns the number of the last one. */
  readonly observe: (observations: readonly Observation[]) => number;
  /** Goes on from what another analysis has seen. */
  readonly restore: (snapshot: Snapshot) => void;
  /** The same in two steps: what is returned hands the packed messages to the panel. */
  readonly pack: (snapshot: Snapshot) => () => void;
  readonly setFindings: (findings: readonly FindingGroup[]) => void;
  readonly setStatus: (status: Status) => void;
  readonly setLine: (line: 'up' | 'down' | 'reloaded') => void;
  readonly writeReport: () => Report;
  readonly commands: readonly Command[];
};

export function createFakeWorker(firstStatus: Status): FakeWorker {
  let analysis = createAnalysis(createPolicy('aal1'));
  const commands: Command[] = [];
  let findings: readonly FindingGroup[] = [];
  let status = firstStatus;
  let muted: Muted = [];
  let seq = 0;
  let line: 'up' | 'down' | 'reloaded' = 'up';
  let deliver: ((message: unknown) => void) | null = null;
  let hangUp: (() => void) | null = null;

  const post = (message: ToPanel): void => deliver?.(passWire(message));

  const sendSnapshot = (): void => packSnapshot()();

  function packSnapshot(): () => void {
    const groups = new Map([...analysis.findings, ...findings.map((group) => [group.key, group] as const)]);
    const parts = cutSnapshot({ state: analysis.state, findings: groups });
    const messages = parts.map((part, place): ToPanel => {
      const isLast = place === parts.length - 1;
      return { kind: 'snapshot', protocol: PROTOCOL_VERSION, epoch: 'harness', seq, ...part, status, isLast };
    });
    const arrived = messages.map(passWire);
    return () => {
      performance.mark('snapshot-arrives');
      for (const message of arrived) deliver?.(message);
      post({ kind: 'muted', muted });
    };
  }

  function pack(snapshot: Snapshot): () => void {
    analysis = createAnalysis(createPolicy('aal1'), snapshot);
    return packSnapshot();
  }

  function take(message: FromPanel): void {
    if (message.kind === 'subscribe') return sendSnapshot();
    if (message.kind === 'mute') {
      muted = setMute(muted, message.mute, message.isOn);
      return post({ kind: 'muted', muted });
    }
    if (message.kind === 'explain-silence') return post({ kind: 'silence', notEvaluable: listNotEvaluable(analysis) });
    if (message.kind === 'set-profile') return setStatus({ ...status, profile: message.profile });
    commands.push(message.command);
    if (message.command !== 'clear') return setStatus({ ...status, isPaused: message.command === 'pause' });
    analysis = createAnalysis(createPolicy('aal1'));
    sendSnapshot();
  }

  function setStatus(next: Status): void {
    status = next;
    post({ kind: 'status', status });
  }

  function openChannel(): Channel {
    const channel = new EventTarget();
    const listen = (name: string, listener: (detail: unknown) => void): (() => void) => {
      const hear = (event: Event): void => listener(event instanceof CustomEvent ? event.detail : null);
      channel.addEventListener(name, hear);
      return () => channel.removeEventListener(name, hear);
    };
    deliver = (message) => channel.dispatchEvent(new CustomEvent('message', { detail: message }));
    hangUp = () => channel.dispatchEvent(new CustomEvent('disconnect'));
    return {
      post: (message) => queueMicrotask(() => take(message as FromPanel)),
      onMessage: (listener) => listen('message', listener),
      onDisconnect: (listener) => listen('disconnect', listener),
      close: () => undefined,
    };
  }

  return {
    commands,
    writeReport: () => buildReport(analysis, { kind: 'live', skipped: 0, version: 'harness' }),
    connect() {
      if (line === 'down') throw new Error('the worker is down');
      return line === 'reloaded' ? null : openChannel();
    },
    observe(observations) {
      const from = seq + 1;
      const steps = observations.map((observation) => toStep(analysis.observe(observation)));
      seq += observations.length;
      post({ kind: 'steps', epoch: 'harness', from, steps });
      return seq;
    },
    pack,
    restore: (snapshot) => pack(snapshot)(),
    setFindings(groups) {
      findings = groups;
      sendSnapshot();
    },
    setStatus,
    setLine(next) {
      line = next;
      if (next === 'up') return;
      hangUp?.();
      deliver = null;
    },
  };
}

/** Over the wire goes JSON and nothing else. */
const passWire = (message: ToPanel): unknown => JSON.parse(JSON.stringify(message));
