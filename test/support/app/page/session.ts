// The signed-in user, kept by oidc-client-ts as a real app would, except that the store is localStorage: two tabs then
// share one refresh token, which is how they come to race for it.
import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { WorldConfig } from './world-config';

export interface Session {
  readonly manager: UserManager;
  /** Refreshes once; says in words how it went. Never throws for a refusal. */
  refresh(): Promise<string>;
}

export function createSession(config: WorldConfig, automaticSilentRenew: boolean): Session {
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: config.scope,
    resource: config.apiOrigin,
    userStore: new WebStorageStateStore({ store: localStorage }),
    accessTokenExpiringNotificationTimeInSeconds: config.renewalLeadSec,
    automaticSilentRenew,
  });
  return {
    manager,
    async refresh() {
      try {
        return (await manager.signinSilent()) ? 'refreshed' : 'nobody is signed in';
      } catch (error) {
        return describeRefusal(error);
      }
    },
  };
}

/** Finishes a sign-in that came back from the provider, or takes up a session that another page of the app left. */
export async function restoreUser(manager: UserManager): Promise<User | null> {
  if (location.pathname !== '/callback') return manager.getUser(true);
  // Tidying the address at once would now and then take the answer's body away from DevTools, and make each run of a
  // test a different one: the first click is early enough.
  addEventListener('click', () => history.replaceState(null, '', '/'), { once: true, capture: true });
  return manager.signinRedirectCallback();
}

export function describeRefusal(error: unknown): string {
  if (error instanceof ErrorResponse) return `refused (${error.error})`;
  return `failed (${error instanceof Error ? error.message : String(error)})`;
}
