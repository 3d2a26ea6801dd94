// States of the worker that several tests show.

import type { Status } from '../../../src/publish/protocol';

/** The least that a panel can be told: no site but by DevTools, no bodies, and paused. */
export const WITHHELD_AND_PAUSED: Status = {
  isPaused: true,
  siteAccess: 'withheld',
  bodyTabs: [],
  isPrivate: false,
  profile: 'aal1',
};
