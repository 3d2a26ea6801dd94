// Keeps the refresh tokens that rotation has replaced, as a stale copy in some forgotten corner of an app would, and
// sends the first of them again on demand.
import type { User } from 'oidc-client-ts';
import type { WorldConfig } from './world-config';

export interface SupersededTokens {
  note(user: User): void;
  replayFirst(): Promise<string>;
}

export function createSupersededTokens(config: WorldConfig): SupersededTokens {
  const superseded: string[] = [];
  let current: string | undefined;
  return {
    note(user) {
      if (current !== undefined && user.refresh_token !== current) superseded.push(current);
      current = user.refresh_token;
    },
    async replayFirst() {
      const first = superseded[0];
      if (first === undefined) return 'impossible: no refresh token has been replaced yet';
      const response = await fetch(`${config.issuer}/token`, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: first, client_id: config.clientId }),
      });
      const answer: unknown = await response.json();
      if (response.ok) return 'accepted';
      const reason =
        typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : 'no reason';
      return `refused (${reason})`;
    },
  };
}
