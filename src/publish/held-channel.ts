import type { Channel } from './channel';

/** A channel whose messages wait until somebody listens, for those who cannot decide at once who that will be. */
export function holdChannel(channel: Channel): Channel {
  const held: unknown[] = [];
  let isEnded = false;
  const stopHolding = channel.onMessage((message) => held.push(message));
  const stopWatching = channel.onDisconnect(() => {
    isEnded = true;
  });
  return {
    post: channel.post,
    close: channel.close,
    onMessage(listener) {
      stopHolding();
      for (const message of held.splice(0)) listener(message);
      return channel.onMessage(listener);
    },
    onDisconnect(listener) {
      stopWatching();
      if (isEnded) queueMicrotask(listener);
      return channel.onDisconnect(listener);
    },
  };
}
