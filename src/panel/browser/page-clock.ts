// The page's clock as the panel wants it: a tick at each full second.

import type { Schedule } from '../../base/schedule';
import type { PanelClock } from '../model/panel-environment';

type Timing = {
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
};

export function createPageClock({ readNowMs, schedule }: Timing): PanelClock {
  return {
    nowMs: readNowMs,
    startTicking(tick) {
      let cancel = (): void => undefined;
      const wait = (): void => {
        cancel = schedule(1000 - (readNowMs() % 1000), () => {
          tick();
          wait();
        });
      };
      wait();
      return () => cancel();
    },
  };
}
