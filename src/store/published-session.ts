import type { LiveSession } from './live-session';

/** What can be published to panels: a live session, or an imported one. */
export type PublishedSession = Pick<
  LiveSession,
  'listen' | 'position' | 'analysis' | 'guard' | 'noteFault' | 'whenReady' | 'clear' | 'pause' | 'resume'
>;
