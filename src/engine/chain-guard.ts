import {
  type Guard,
  isFingerprint,
  isFingerprintOrNull,
  isFingerprints,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isRecordOf,
  isText,
  isTextOrNull,
} from '../base/guard';
import type {
  AfterLogout,
  AgedUse,
  Branch,
  Chain,
  ChainEnd,
  Edge,
  EdgeEvidence,
  FirstIdToken,
  Fork,
  Generation,
  LogoutEvent,
  RootKind,
} from './chain';
import { isTokenIdentity } from './token-guard';

export const isEdgeEvidence: Guard<EdgeEvidence> = isOneOf('E1', 'E2', 'E3', 'E4');

const isEdge = isObjectOf<Edge>({
  from: isFingerprint,
  to: isFingerprint,
  evidence: isEdgeEvidence,
  refresh: isTextOrNull,
});

const isBranch = isObjectOf<Branch>({
  parent: isFingerprintOrNull,
  head: isFingerprint,
  headGeneration: isNumber,
  lastRefreshMs: isNumberOrNull,
});

const isFork = isObjectOf<Fork>({
  parent: isFingerprint,
  children: isFingerprints,
  kind: isOneOf('grace', 'open'),
  atMs: isNumber,
  sinceReplacedSec: isNumberOrNull,
  branches: isListOf(isNumber),
});

const isLogout = isObjectOf<LogoutEvent>({
  atMs: isNumber,
  by: isOneOf('L1', 'L2', 'L3', 'L4', 'L5'),
  send: isText,
  named: isFingerprints,
});

const isAfterLogout = isObjectOf<AfterLogout>({
  send: isText,
  token: isFingerprint,
  atMs: isNumber,
  isAccepted: isFlag,
  isRenewal: isFlag,
  leftSec: isNumberOrNull,
  endpoint: isText,
  context: isText,
  status: isNumberOrNull,
  isShared: isFlag,
});

const isFirstIdToken = isObjectOf<FirstIdToken>({
  token: isFingerprint,
  identity: isTokenIdentity,
  authTimeSec: isNumberOrNull,
  iatSec: isNumberOrNull,
  atMs: isNumber,
});

const isChainEnd = isObjectOf<ChainEnd>({
  atMs: isNumber,
  refresh: isText,
  cause: isOneOf('reuse', 'race', 'logout', 'code-reuse', 'unknown'),
});

export const isRootKind: Guard<RootKind> = isOneOf(
  'code',
  'password',
  'device',
  'login',
  'silent-authorization',
  'token-exchange',
  'unknown',
);

type Member<Key extends keyof Chain> = NonNullable<Chain[Key]>;

export const isChain = isObjectOf<Chain>({
  id: isText,
  label: isText,
  client: isTextOrNull,
  rootKind: isRootKind,
  rootAtMs: isNumberOrNull,
  rootSend: isTextOrNull,
  credentials: isFingerprints,
  accessTokens: isFingerprints,
  edges: isListOf(isEdge),
  trimmedEdges: isNumber,
  branches: isListOf(isBranch),
  forks: isListOf(isFork),
  rotations: isNumber,
  logout: isNullOr(isLogout),
  afterLogout: isListOf(isAfterLogout),
  reuseRefused: isNullOr(isObjectOf<Member<'reuseRefused'>>({ atMs: isNumber, refresh: isText, isNamed: isFlag })),
  raceRefused: isNullOr(isObjectOf<Member<'raceRefused'>>({ atMs: isNumber, refresh: isText })),
  outlived: isListOf(isObjectOf<Chain['outlived'][number]>({ refresh: isText, atMs: isNumber })),
  codeReused: isNullOr(isObjectOf<Member<'codeReused'>>({ atMs: isNumber, send: isText })),
  end: isNullOr(isChainEnd),
  generations: isListOf(isObjectOf<Generation>({ issuedMs: isNumber, expiresMs: isNumber, atMs: isNumber })),
  authTimeSec: isNumberOrNull,
  agedUse: isNullOr(isObjectOf<AgedUse>({ atMs: isNumber, ageSec: isNumber, token: isFingerprint })),
  granted: isRecordOf(isText),
  firstIdToken: isNullOr(isFirstIdToken),
  issuer: isTextOrNull,
  clientId: isTextOrNull,
  dialect: isTextOrNull,
  awaited: isNullOr(isObjectOf<Member<'awaited'>>({ from: isFingerprint, atMs: isNumber, refresh: isText })),
});
