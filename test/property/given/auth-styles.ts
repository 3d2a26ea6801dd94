// How an app's tokens travel: in a form, in a cookie, bound to a key, or as one token for everything. Data for enact.ts.

import type { AnswerOptions, RequestOptions } from '../../support/story/story-acts';
import { jktOf } from '../../support/story/story-proofs';
import type { JwtSpec } from '../../support/story/story-tokens';

/** Names of the tokens that an answer brings; `renewal` null: no new one. */
export type Granted = {
  readonly access: string;
  readonly renewal: string | null;
  readonly accessSec: number;
  readonly announcedSec: number | null;
};

type Carried = Partial<Pick<RequestOptions, 'form' | 'json' | 'cookie' | 'bearer' | 'dpop'>>;

export type Style = {
  /** The access token is opaque, or a JWT with these differences. */
  readonly access: 'opaque' | JwtSpec;
  /** The access token renews itself. */
  readonly isSingle: boolean;
  /** Where it differs from the app's token endpoint: a path there. */
  readonly paths: { readonly signIn: string | null; readonly refresh: string | null; readonly logout: string };
  /** `proof`: a name for a proof of its own. */
  readonly signIn: (code: string, proof: string) => Carried;
  readonly refresh: (presented: string, proof: string) => Carried;
  readonly logout: (presented: string) => Carried;
  readonly api: (access: string, proof: string) => Carried;
  readonly grant: (granted: Granted) => AnswerOptions;
  readonly refuse: (error: string) => AnswerOptions;
};

const tokenBody = ({ access, renewal, accessSec, announcedSec }: Granted, tokenType: string) => ({
  access_token: access,
  token_type: tokenType,
  expires_in: accessSec,
  ...(renewal === null ? {} : { refresh_token: renewal }),
  ...(renewal === null || announcedSec === null ? {} : { refresh_expires_in: announcedSec }),
});

const form: Style = {
  access: {},
  isSingle: false,
  paths: { signIn: null, refresh: null, logout: 'revoke' },
  signIn: (code) => ({ form: { grant_type: 'authorization_code', code, client_id: 'spa' } }),
  refresh: (presented) => ({
    form: { grant_type: 'refresh_token', refresh_token: presented, client_id: 'spa' },
  }),
  logout: (presented) => ({ form: { token: presented, token_type_hint: 'refresh_token' } }),
  api: (access) => ({ bearer: access }),
  grant: (granted) => ({ json: tokenBody(granted, 'Bearer') }),
  refuse: (error) => ({ status: 400, json: { error } }),
};

const opaque: Style = { ...form, access: 'opaque' };

const dpop: Style = {
  ...form,
  access: { claims: { cnf: { jkt: jktOf() } } },
  signIn: (code, proof) => ({ ...form.signIn(code, proof), dpop: proof }),
  refresh: (presented, proof) => ({ ...form.refresh(presented, proof), dpop: proof }),
  api: (access, proof) => ({ bearer: access, dpop: proof }),
  grant: (granted) => ({ json: tokenBody(granted, 'DPoP') }),
};

const setCookie = (value: string): string => `refresh_token=${value}; Path=/session; HttpOnly; Secure; SameSite=Strict`;

const cookie: Style = {
  ...form,
  paths: { signIn: 'session/login', refresh: 'session/refresh', logout: 'session/logout' },
  signIn: () => ({ json: { user: 'somebody', password: 'not one' } }),
  refresh: (presented) => ({ cookie: `refresh_token=${presented}` }),
  logout: (presented) => ({ cookie: `refresh_token=${presented}` }),
  grant: ({ access, renewal, accessSec }) => ({
    json: { access_token: access, expires_in: accessSec },
    ...(renewal === null ? {} : { setCookie: setCookie(renewal) }),
  }),
  refuse: (error) => ({ status: 401, json: { error } }),
};

/** A JWT with a second, custom expiry that is exchanged for its successor while it is still valid. */
const single: Style = {
  ...cookie,
  access: {
    lifetimeSec: 5 * 86_400,
    header: { typ: 'JWT' },
    claims: (iat) => ({ useExp: iat + 300, scope: undefined, client_id: undefined }),
  },
  isSingle: true,
  refresh: (presented) => ({ bearer: presented }),
  logout: (presented) => ({ bearer: presented }),
  grant: ({ access }) => ({ json: { token: access } }),
};

export const STYLES = { form, opaque, dpop, cookie, single } as const satisfies Record<string, Style>;
