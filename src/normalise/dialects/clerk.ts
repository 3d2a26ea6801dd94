// Clerk: one-minute tokens from a session endpoint under the __client cookie; sign-out is a disguised DELETE.

import type { Dialect } from './dialect';

const SESSIONS = /\/v1\/client(\/sessions(\/[^/]+)?)?(\/(remove|end))?$/;

export const clerk: Dialect = {
  name: 'clerk',
  matchesUrl: ({ path }) => /\/v1\/client(\/|$)/.test(path) && !path.includes('/api/'),
  readPurpose: (view) => {
    const isDelete =
      view.method === 'DELETE' || view.query.some(([key, value]) => key === '_method' && value === 'DELETE');
    const isEnd = /\/(remove|end)$/.test(view.path);
    return SESSIONS.test(view.path) && view.isUnsafe && (isDelete || isEnd) ? { kind: 'logout', by: 'request' } : null;
  },
};
