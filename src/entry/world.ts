// What watches one storage partition: a session, its sensor in this worker, and the wires to its pages. Private windows
// have a world of their own: in Chrome in a worker of their own (split), in Firefox beside the normal one, never archived.

import { createPolicy, type ProfileName } from '../engine/policy';
import { createWebRequestSensor, type WebRequestListeners } from '../observe/web-request';
import { createRandomHex } from '../platform/random';
import { readNowMs, schedule } from '../platform/system-clock';
import { createDevtoolsHub, type DevtoolsHub } from '../publish/devtools-hub';
import type { Status } from '../publish/protocol';
import { createPublisher, type Publisher } from '../publish/publisher';
import type { Archive } from '../store/archive';
import { createLiveSession, type LiveSession } from '../store/live-session';

const FIRST_PROFILE: ProfileName = 'aal1';

export type World = {
  readonly session: LiveSession;
  readonly sensor: WebRequestListeners;
  readonly publisher: Publisher;
  readonly hub: DevtoolsHub;
  readonly setProfile: (profile: ProfileName) => void;
};

export type WorldOptions = {
  readonly archive: Archive;
  readonly isPrivate: boolean;
  readonly readSiteAccess: () => Status['siteAccess'];
  /** A panel asked for another profile. */
  readonly onProfile: (profile: ProfileName) => void;
};

export function createWorld({ archive, isPrivate, readSiteAccess, onProfile }: WorldOptions): World {
  let profile = FIRST_PROFILE;
  const partition = isPrivate ? 'private' : 'normal';
  const session = createLiveSession({ archive, policy: createPolicy(profile), readNowMs, schedule, createRandomHex });
  const hub = createDevtoolsHub({ session, partition, onTabsChange: () => publisher.noteStatus() });
  const publisher: Publisher = createPublisher({
    session,
    onProfile,
    readStatus: () => ({
      isPaused: session.isPaused(),
      siteAccess: readSiteAccess(),
      bodyTabs: hub.listTabs(),
      isPrivate,
      profile,
    }),
  });
  return {
    session,
    sensor: createWebRequestSensor({ sink: session.sink, defaultPartition: partition }),
    publisher,
    hub,
    setProfile(next) {
      if (next === profile) return;
      profile = next;
      session.guard('policy', () => session.setPolicy(createPolicy(next)));
      publisher.noteStatus();
    },
  };
}
