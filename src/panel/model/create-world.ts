// The feed as one signal: however many observations arrive, views are told at most once a frame.

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Feed, FeedView } from './feed';
import type { PanelEnvironment } from './panel-environment';

export type World = {
  /** A new object per frame with changes: what derives from it knows when to derive again. */
  readonly view: ReadonlySignal<FeedView>;
  readonly dispose: () => void;
};

export function createWorld(feed: Feed, scheduleFrame: PanelEnvironment['scheduleFrame'], onFlush: () => void): World {
  const view = signal<FeedView>({ ...feed.read() });
  let cancel: (() => void) | null = null;
  const flush = (): void => {
    cancel = null;
    onFlush();
    view.value = { ...feed.read() };
  };
  const stop = feed.listen(() => {
    cancel ??= scheduleFrame(flush);
  });
  return {
    view,
    dispose() {
      stop();
      cancel?.();
    },
  };
}
