// Answers in the shapes of Supabase's auth server: the grant in the query, JSON both ways, twelve-letter refresh tokens
// that rotate; an old one is refused by name and ends the session.
import { randomInt, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { LoopbackServer } from '../../loopback-server';
import { type Call, type Reply, serveRoutes } from './serve-routes';
import type { TokenSigner } from './token-signer';

const REFRESH_TOKEN_CHARS = 12;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const RefreshBodySchema = v.object({ refresh_token: v.string() });

export interface SupabaseInput {
  readonly signer: TokenSigner;
  readonly accessTokenLifetimeSec: number;
}

export function startSupabase(server: LoopbackServer, { signer, accessTokenLifetimeSec }: SupabaseInput): void {
  const superseded = new Set<string>();
  const sessionId = randomUUID();
  const user = { id: randomUUID(), aud: 'authenticated', role: 'authenticated', email: 'ada@shop.example' };
  let current: string | null = null;

  const issue = async (): Promise<Reply> => {
    if (current !== null) superseded.add(current);
    current = Array.from({ length: REFRESH_TOKEN_CHARS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const claims = { iss: `${server.origin}/auth/v1`, sub: user.id, aud: user.aud, role: user.role };
    const session = { aal: 'aal1', session_id: sessionId, is_anonymous: false };
    return {
      status: 200,
      json: {
        access_token: await signer.sign({ ...claims, ...session }, accessTokenLifetimeSec),
        token_type: 'bearer',
        expires_in: accessTokenLifetimeSec,
        expires_at: Math.floor(Date.now() / 1000) + accessTokenLifetimeSec,
        refresh_token: current,
        user,
      },
      headers: { 'X-Supabase-Api-Version': '2024-01-01' },
    };
  };

  const refresh = ({ body }: Call): Reply | Promise<Reply> => {
    const { refresh_token: presented } = v.parse(RefreshBodySchema, JSON.parse(body));
    if (presented === current) return issue();
    if (!superseded.has(presented)) return refuse('refresh_token_not_found', 'Refresh Token Not Found');
    current = null;
    return refuse('refresh_token_already_used', 'Already Used');
  };

  serveRoutes(server, {
    'POST /auth/v1/token': (call) => (call.url.searchParams.get('grant_type') === 'password' ? issue() : refresh(call)),
    'GET /rest/v1/orders': async ({ headers }) => {
      const isValid = await signer.isValid(headers.authorization?.replace('Bearer ', ''));
      return isValid ? { status: 200, json: [] } : { status: 401, json: { code: 'PGRST301', message: 'JWT expired' } };
    },
  });
}

const refuse = (code: string, reason: string): Reply => ({
  status: 400,
  json: { code, message: `Invalid Refresh Token: ${reason}` },
  headers: { 'X-Supabase-Api-Version': '2024-01-01', 'X-Sb-Error-Code': code },
});
