// The only list of the rules. rules.md section 10 says what each must do.

import { clientClockSkew } from './clock/client-clock-skew';
import { clientTrustsLocalClock } from './clock/client-trusts-local-clock';
import { serverClockInconsistent } from './clock/server-clock-inconsistent';
import { tokenIssuedInFuture } from './clock/token-issued-in-future';
import { tokenNotYetValidAccepted } from './clock/token-not-yet-valid-accepted';
import { accessTokenLongLived } from './lifetime/access-token-long-lived';
import { authorizationCodeStale } from './lifetime/authorization-code-stale';
import { customSoftExpiry } from './lifetime/custom-soft-expiry';
import { expiredTokenAccepted } from './lifetime/expired-token-accepted';
import { expiredTokenSent } from './lifetime/expired-token-sent';
import { idTokenLongLived } from './lifetime/id-token-long-lived';
import { idleSessionAccepted } from './lifetime/idle-session-accepted';
import { lifetimeMismatchExpiresIn } from './lifetime/lifetime-mismatch-expires-in';
import { longLivedTokenWithJti } from './lifetime/long-lived-token-with-jti';
import { refreshTokenExpiresBeforeAccessToken } from './lifetime/refresh-token-expires-before-access-token';
import { refreshTokenLongLived } from './lifetime/refresh-token-long-lived';
import { refreshTokenUnbounded } from './lifetime/refresh-token-unbounded';
import { sessionAgeExceedsPolicy } from './lifetime/session-age-exceeds-policy';
import { slidingSessionNoAbsoluteCap } from './lifetime/sliding-session-no-absolute-cap';
import { tokenWithoutExpiry } from './lifetime/token-without-expiry';
import { familyIdentityChanged } from './refresh-flow/family-identity-changed';
import { idTokenRefreshInconsistent } from './refresh-flow/id-token-refresh-inconsistent';
import { refreshEndpointCsrfExposed } from './refresh-flow/refresh-endpoint-csrf-exposed';
import { refreshFailureLoop } from './refresh-flow/refresh-failure-loop';
import { refreshFailureWithoutReauth } from './refresh-flow/refresh-failure-without-reauth';
import { refreshOverGet } from './refresh-flow/refresh-over-get';
import { refreshPremature } from './refresh-flow/refresh-premature';
import { refreshReactiveOnly } from './refresh-flow/refresh-reactive-only';
import { refreshScopeExpanded } from './refresh-flow/refresh-scope-expanded';
import { refreshStorm } from './refresh-flow/refresh-storm';
import { refreshSuccessLoop } from './refresh-flow/refresh-success-loop';
import { refreshUncoordinatedParallel } from './refresh-flow/refresh-uncoordinated-parallel';
import { requestRetryExceedsOnce } from './refresh-flow/request-retry-exceeds-once';
import { singleTokenDualRole } from './refresh-flow/single-token-dual-role';
import { supersededAccessTokenUsed } from './refresh-flow/superseded-access-token-used';
import { authorizationCodeReused } from './rotation-and-replay/authorization-code-reused';
import { dpopBoundTokenAsBearer } from './rotation-and-replay/dpop-bound-token-as-bearer';
import { dpopKeyChangedInFamily } from './rotation-and-replay/dpop-key-changed-in-family';
import { dpopProofMismatch } from './rotation-and-replay/dpop-proof-mismatch';
import { dpopProofReused } from './rotation-and-replay/dpop-proof-reused';
import { familyRevoked } from './rotation-and-replay/family-revoked';
import { headRefreshTokenRejected } from './rotation-and-replay/head-refresh-token-rejected';
import { idTokenReplayed } from './rotation-and-replay/id-token-replayed';
import { jtiNotUnique } from './rotation-and-replay/jti-not-unique';
import { refreshTokenNotRotated } from './rotation-and-replay/refresh-token-not-rotated';
import { refreshTokenReuseAccepted } from './rotation-and-replay/refresh-token-reuse-accepted';
import { refreshTokenReuseRejected } from './rotation-and-replay/refresh-token-reuse-rejected';
import { refreshTokenReuseWithinGrace } from './rotation-and-replay/refresh-token-reuse-within-grace';
import { reuseWithoutFamilyRevocation } from './rotation-and-replay/reuse-without-family-revocation';
import { rotationFork } from './rotation-and-replay/rotation-fork';
import { tokenAcceptedAfterLogout } from './rotation-and-replay/token-accepted-after-logout';
import { tokenUsedAfterLogout } from './rotation-and-replay/token-used-after-logout';
import type { Rule } from './rule';

export const CATALOGUE: readonly Rule[] = [
  accessTokenLongLived,
  tokenWithoutExpiry,
  refreshTokenLongLived,
  refreshTokenUnbounded,
  idTokenLongLived,
  refreshTokenExpiresBeforeAccessToken,
  lifetimeMismatchExpiresIn,
  customSoftExpiry,
  slidingSessionNoAbsoluteCap,
  sessionAgeExceedsPolicy,
  idleSessionAccepted,
  expiredTokenAccepted,
  expiredTokenSent,
  authorizationCodeStale,
  longLivedTokenWithJti,
  singleTokenDualRole,
  refreshUncoordinatedParallel,
  refreshReactiveOnly,
  refreshPremature,
  supersededAccessTokenUsed,
  refreshOverGet,
  refreshEndpointCsrfExposed,
  refreshFailureLoop,
  refreshSuccessLoop,
  refreshStorm,
  refreshFailureWithoutReauth,
  requestRetryExceedsOnce,
  refreshScopeExpanded,
  familyIdentityChanged,
  idTokenRefreshInconsistent,
  refreshTokenNotRotated,
  refreshTokenReuseAccepted,
  refreshTokenReuseRejected,
  refreshTokenReuseWithinGrace,
  rotationFork,
  reuseWithoutFamilyRevocation,
  familyRevoked,
  headRefreshTokenRejected,
  tokenUsedAfterLogout,
  tokenAcceptedAfterLogout,
  authorizationCodeReused,
  dpopProofReused,
  dpopProofMismatch,
  dpopBoundTokenAsBearer,
  dpopKeyChangedInFamily,
  jtiNotUnique,
  idTokenReplayed,
  clientClockSkew,
  clientTrustsLocalClock,
  tokenIssuedInFuture,
  tokenNotYetValidAccepted,
  serverClockInconsistent,
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(CATALOGUE.map((rule) => [rule.id, rule]));
export const findRule = (id: string): Rule | undefined => BY_ID.get(id);
