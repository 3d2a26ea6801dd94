// What a panel does about a wire that does not keep its word; panel-equals-worker.test.ts has one that does.
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/publish/channel';
import { PROTOCOL_VERSION } from '../../../src/publish/protocol';
import { createSubscription } from '../../../src/publish/subscription';
import { createFakeTime } from '../fakes/fake-time';

const STATUS = { isPaused: false, siteAccess: 'all', bodyTabs: [], isPrivate: false, profile: 'aal1' } as const;
const EMPTY_STEP = { entities: [], findings: [] };

function connect() {
  const posted: unknown[] = [];
  const told: unknown[] = [];
  let tell = (_message: unknown): void => undefined;
  const channel: Channel = {
    post: (message) => posted.push(message),
    onMessage(listener) {
      tell = listener;
      return () => undefined;
    },
    onDisconnect: () => () => undefined,
    close: () => undefined,
  };
  createSubscription({
    connect: () => channel,
    schedule: createFakeTime().schedule,
    onSnapshot: (_snapshot, seq) => told.push(['snapshot', seq]),
    onSteps: (steps, from) => told.push(['steps', from, steps.length]),
    onStatus: () => undefined,
    onMuted: () => undefined,
    onSilence: () => undefined,
    onState: (state) => told.push(state),
    onFault: (reason) => told.push(['fault', reason]),
  });
  const snapshot = (epoch: string, seq: number, isLast = true): void =>
    tell({
      kind: 'snapshot',
      protocol: PROTOCOL_VERSION,
      epoch,
      seq,
      entities: {},
      findings: [],
      status: STATUS,
      isLast,
    });
  const steps = (epoch: string, from: number, count = 1): void =>
    tell({ kind: 'steps', epoch, from, steps: Array.from({ length: count }, () => EMPTY_STEP) });
  return { posted, told, snapshot, steps, tell: (message: unknown) => tell(message) };
}

const AFRESH = { kind: 'subscribe', protocol: PROTOCOL_VERSION, epoch: null, seq: 5 };

describe('a panel', () => {
  it('that missed a number asks for everything, and waits for it', () => {
    const { posted, told, snapshot, steps } = connect();
    snapshot('e', 5);
    steps('e', 7);
    steps('e', 8);
    expect(posted).toEqual([{ ...AFRESH, seq: 0 }, AFRESH]);
    snapshot('e', 8);
    steps('e', 9);
    expect(told.slice(-2)).toEqual([
      ['snapshot', 8],
      ['steps', 9, 1],
    ]);
  });

  it('that is told of another life of the worker asks for everything', () => {
    const { posted, snapshot, steps } = connect();
    snapshot('e', 5);
    steps('other', 6);
    expect(posted.at(-1)).toEqual(AFRESH);
  });

  it('takes of what it is told twice only what is new', () => {
    const { told, snapshot, steps } = connect();
    snapshot('e', 5);
    steps('e', 4, 2);
    steps('e', 5, 3);
    expect(told.slice(-1)).toEqual([['steps', 6, 2]]);
  });

  it('that is told to go on from where it is not asks for everything', () => {
    const { posted, tell, snapshot } = connect();
    snapshot('e', 5);
    tell({ kind: 'resumed', protocol: PROTOCOL_VERSION, epoch: 'f', seq: 9, status: STATUS });
    expect(posted.at(-1)).toEqual(AFRESH);
  });

  it('is connected only with the last part of the first snapshot', () => {
    const { told, snapshot } = connect();
    snapshot('e', 5, false);
    expect(told).toEqual(['connecting']);
    snapshot('e', 5);
    expect(told).toEqual(['connecting', ['snapshot', 5], 'connected']);
  });

  it('drops what is no message, and says so', () => {
    const { told, tell } = connect();
    tell({ kind: 'steps', epoch: 'e', from: 'x', steps: [] });
    expect(told.at(-1)).toEqual(['fault', 'malformed-message']);
  });

  it('is outdated for good when the worker speaks another version', () => {
    const { told, tell, snapshot } = connect();
    tell({ kind: 'resumed', protocol: PROTOCOL_VERSION + 1 });
    snapshot('e', 5);
    expect(told.filter((item) => typeof item === 'string')).toEqual(['connecting', 'outdated']);
  });
});
