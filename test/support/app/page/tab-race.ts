// Makes two tabs of the app refresh at the same moment, with the same refresh token. Tabs find each other on a
// broadcast channel; where there is no second tab, one is opened and the race starts when it says that it is ready.
import * as v from 'valibot';

const MessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('who-is-there') }),
  v.object({ kind: v.literal('here'), tab: v.string() }),
  v.object({ kind: v.literal('gone'), tab: v.string() }),
  v.object({ kind: v.literal('go'), rival: v.string() }),
  v.object({ kind: v.literal('finished'), outcome: v.string() }),
]);

type Message = v.InferOutput<typeof MessageSchema>;

export interface TabRaceInput {
  readonly refresh: () => Promise<string>;
  readonly openTab: () => void;
  /** Called in the tab that was made to race by another. */
  readonly onRaced: (outcome: string) => void;
}

export interface TabRace {
  /** Tells the other tabs that this one can race: somebody is signed in. */
  announce(): void;
  run(): Promise<string>;
}

export function createTabRace({ refresh, openTab, onRaced }: TabRaceInput): TabRace {
  const self = crypto.randomUUID();
  const rivals = new Set<string>();
  const channel = new BroadcastChannel('tab-race');
  const post = (message: Message): void => channel.postMessage(message);
  let ready = false;
  let onRival: ((rival: string) => void) | undefined;
  let onFinished: ((outcome: string) => void) | undefined;

  const race = async (): Promise<void> => {
    const outcome = await refresh();
    post({ kind: 'finished', outcome });
    onRaced(outcome);
  };

  channel.addEventListener('message', ({ data }) => {
    const message = v.parse(MessageSchema, data);
    switch (message.kind) {
      case 'who-is-there':
        if (ready) post({ kind: 'here', tab: self });
        return;
      case 'here':
        rivals.add(message.tab);
        onRival?.(message.tab);
        return;
      case 'gone':
        rivals.delete(message.tab);
        return;
      case 'go':
        if (message.rival === self) void race();
        return;
      case 'finished':
        onFinished?.(message.outcome);
    }
  });
  addEventListener('pagehide', () => post({ kind: 'gone', tab: self }));

  return {
    announce() {
      ready = true;
      post({ kind: 'here', tab: self });
      post({ kind: 'who-is-there' });
    },
    async run() {
      const rival =
        [...rivals][0] ??
        (await new Promise<string>((resolve) => {
          onRival = resolve;
          openTab();
        }));
      const theirs = new Promise<string>((resolve) => {
        onFinished = resolve;
      });
      post({ kind: 'go', rival });
      const [here, there] = await Promise.all([refresh(), theirs]);
      return `${here} here, ${there} there`;
    },
  };
}
