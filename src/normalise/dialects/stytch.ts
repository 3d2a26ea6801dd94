// Stytch's web SDK: its session token rides as the password of HTTP Basic behind the public token, and the call that renews
// the JWT of five minutes is named like a sign-in (cookies: dialects.md section 4).

import type { Purpose } from '../../observation/request';
import type { RequestView } from '../request-view';
import type { Dialect } from './dialect';

const ENDS = /\/sessions\/revoke$/;
const RENEWS = /\/sessions\/authenticate$/;

function readPurpose({ path }: RequestView): Purpose | null {
  if (RENEWS.test(path)) return { kind: 'refresh-call', by: 'session-path' };
  return ENDS.test(path) ? { kind: 'logout', by: 'request' } : null;
}

export const stytch: Dialect = {
  name: 'stytch',
  matchesUrl: ({ origin, path }) => /(^|\.)stytch\.com$/.test(new URL(origin).hostname) && path.startsWith('/sdk/'),
  readPurpose,
};
