// SuperTokens: `front-token: remove` ends the session; theft is named in the message.

import type { Dialect } from './dialect';

export const supertokens: Dialect = {
  name: 'supertokens',
  matchesUrl: ({ path }) => path.endsWith('/session/refresh'),
  matchesRequest: (view) => view.headers.get('st-auth-mode') !== null,
  readError: ({ status, header, texts }) => {
    if (texts.some((text) => /token theft detected/i.test(text)))
      return { code: 'token_theft_detected', reading: 'reuse' };
    return status === 401 && header('front-token') === 'remove' ? { code: 'unauthorised', reading: 'generic' } : null;
  },
};
