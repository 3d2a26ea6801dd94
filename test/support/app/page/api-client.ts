// How the app calls its API: plainly, and through the interceptor that most apps have (on a 401 refresh, then retry
// exactly once). The interceptor looks at the status of a 401 alone and leaves its body unread, as most do.
import type { Session } from './session';

export interface ApiClient {
  call(path: string): Promise<string>;
  callWithRetry(path: string): Promise<string>;
}

export function createApiClient(apiOrigin: string, { manager, refresh }: Session): ApiClient {
  const send = async (path: string): Promise<Response> => {
    const user = await manager.getUser();
    const headers: Record<string, string> = user ? { Authorization: `Bearer ${user.access_token}` } : {};
    return fetch(`${apiOrigin}${path}`, { headers });
  };
  return {
    async call(path) {
      const response = await send(path);
      await response.json();
      return `answered ${response.status}`;
    },
    async callWithRetry(path) {
      const first = await send(path);
      if (first.status !== 401) {
        await first.json();
        return `answered ${first.status}`;
      }
      const refreshed = await refresh();
      if (refreshed !== 'refreshed') return `answered 401, then the refresh was ${refreshed}`;
      const second = await send(path);
      await second.json();
      return `answered 401, refreshed, answered ${second.status}`;
    },
  };
}
