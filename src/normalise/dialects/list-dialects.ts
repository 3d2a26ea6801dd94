// All dialects, the more telling before the more general. The generic recogniser covers whoever is not here.

import type { RequestView } from '../request-view';
import { clerk } from './clerk';
import { cognito } from './cognito';
import type { Dialect } from './dialect';
import {
  auth0,
  descope,
  directus,
  django,
  entra,
  firebase,
  hydra,
  keycloak,
  okta,
  pocketbase,
  supabase,
} from './named-errors';
import { stytch } from './stytch';
import { supertokens } from './supertokens';

const DIALECTS: readonly Dialect[] = [
  cognito,
  clerk,
  supertokens,
  stytch,
  supabase,
  firebase,
  keycloak,
  entra,
  auth0,
  okta,
  descope,
  directus,
  django,
  pocketbase,
  hydra,
];

/** `ofUrl`: those that the address tells; others are told by what the request carries. */
export const findDialectOfRequest = (view: RequestView, ofUrl: readonly Dialect[]): Dialect | null =>
  DIALECTS.find((dialect) => ofUrl.includes(dialect) || dialect.matchesRequest?.(view) === true) ?? null;

/** An answer is read without its request's headers: by URL alone. */
export const listDialectsOfUrl = (url: { readonly origin: string; readonly path: string }): readonly Dialect[] =>
  DIALECTS.filter((dialect) => dialect.matchesUrl(url));
