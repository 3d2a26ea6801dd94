// The shapes in which servers hand out tokens, by the path that renews them.
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

export interface Issued {
  readonly access: string;
  readonly refresh: string;
}

const REFRESH_COOKIE = 'HttpOnly; SameSite=Strict; Path=/; Max-Age=604800';

export function answerTokens(response: ServerResponse, path: string, { access, refresh }: Issued): void {
  response.setHeader('content-type', 'application/json');
  response.setHeader('cache-control', 'no-store');
  const tell = (content: unknown): void => void response.end(JSON.stringify(content));
  switch (path) {
    case '/token':
      return tell({ access_token: access, token_type: 'Bearer', expires_in: 600, refresh_token: refresh });
    case '/nested/refresh':
      return tell({ data: { tokens: { access: { token: access }, refresh: { token: refresh } } } });
    case '/graphql':
      return tell({ data: { refreshToken: { accessToken: access, refreshToken: refresh } } });
    case '/batch/graphql':
      return tell([{ data: { refreshToken: { accessToken: access, refreshToken: refresh } } }]);
    case '/auth/v1/token':
      return tell({ access_token: access, token_type: 'bearer', expires_in: 600, refresh_token: refresh });
    case '/cognito':
      return tell({ AuthenticationResult: { AccessToken: access, ExpiresIn: 600, RefreshToken: refresh } });
    case '/api/token/refresh/':
      return tell({ access, refresh });
    case '/directus/auth/refresh':
      return tell({ data: { expires: 600_000, access_token: access, refresh_token: refresh } });
    case '/session/refresh':
      response.setHeader('st-access-token', access);
      response.setHeader('st-refresh-token', refresh);
      return tell({ status: 'OK' });
    case '/v1/auth/refresh':
      return tell({ sessionJwt: access, refreshJwt: refresh });
    case '/renew':
      return tell({ token: access });
    case '/api/collections/users/auth-refresh':
      return tell({ token: access, record: { id: 'ada' } });
    case '/api/auth/refresh':
      response.setHeader('authorization', `Bearer ${access}`);
      return tell({ ok: true });
    case '/headers/refresh':
      response.setHeader('authorization', `Bearer ${access}`);
      response.setHeader('x-refresh-token', refresh);
      return tell({ ok: true });
    case '/cookie/refresh':
      response.setHeader('set-cookie', `refresh_token=${refresh}; ${REFRESH_COOKIE}`);
      return tell({ accessToken: access });
    case '/zipped/refresh':
      response.setHeader('content-encoding', 'gzip');
      return void response.end(gzipSync(JSON.stringify({ accessToken: access, refreshToken: refresh })));
    default:
      return tell({ accessToken: access, refreshToken: refresh });
  }
}
