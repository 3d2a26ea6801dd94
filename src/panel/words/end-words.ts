// What had happened to a chain that ended. Apart from its other words: the first screen says this.

import type { ChainEnd } from '../../engine/chain';

/** What had happened before the newest credential was refused. */
const END_CAUSES: Readonly<Record<Exclude<ChainEnd['cause'], 'unknown'>, string>> = {
  reuse: 'an older refresh token had been presented again',
  race: 'two requests had raced with one refresh token',
  logout: 'the session had been logged out',
  'code-reuse': 'the authorization code had been presented again',
};

/** Null when the cause was not seen. */
export const tellEndCause = ({ cause }: ChainEnd): string | null => (cause === 'unknown' ? null : END_CAUSES[cause]);
