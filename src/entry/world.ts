// What watches one storage partition: a session, its sensor in this worker, and the wires to its pages. Private windows
// have a world of their own: in Chrome in a worker of their own (split), in Firefox beside the normal one, never archived.

import type { ProfileName } from '../engine/profile';
import { createWebRequestSensor, type WebRequestListeners } from '../observe/web-request';
import { createRandomHex } from '../platform/random';
import { readNowMs, schedule } from '../platform/system-clock';
import { createDevtoolsHub, type DevtoolsHub } from '../publish/devtools-hub';
import type { KeptMutes } from '../publish/kept-mutes';
import type { Status } from '../publish/protocol';
import { createPublisher, type Publisher } from '../publish/publisher';
import type { Archive } from '../store/archive';
import { createLiveSession } from '../store/create-live-session';
import type { LiveSession } from '../store/live-session';

export type World = {
  /** Of requests and tabs that name no other. */
  readonly partition: string;
  readonly session: LiveSession;
  readonly sensor: WebRequestListeners;
  readonly publisher: Publisher;
  readonly hub: DevtoolsHub;
};

export type WorldOptions = {
  readonly archive: Archive;
  readonly isPrivate: boolean;
  readonly readSiteAccess: () => Status['siteAccess'];
  readonly loadProfile: () => Promise<ProfileName>;
  /** A panel asked for another profile. */
  readonly onProfile: (profile: ProfileName) => void;
  readonly mutes: KeptMutes;
};

export function createWorld(options: WorldOptions): World {
  const { archive, isPrivate, readSiteAccess, loadProfile, onProfile, mutes } = options;
  const partition = isPrivate ? 'private' : 'normal';
  const session = createLiveSession({ archive, loadProfile, readNowMs, schedule, createRandomHex });
  const hub = createDevtoolsHub({ session, onTabsChange: () => publisher.noteStatus() });
  const publisher: Publisher = createPublisher({
    session,
    onProfile,
    mutes,
    readStatus: () => ({
      isPaused: session.isPaused(),
      siteAccess: readSiteAccess(),
      bodyTabs: hub.listTabs(),
      isPrivate,
      profile: session.analysis().policy.profile,
    }),
  });
  return {
    partition,
    session,
    sensor: createWebRequestSensor({ sink: session.sink, defaultPartition: partition }),
    publisher,
    hub,
  };
}
