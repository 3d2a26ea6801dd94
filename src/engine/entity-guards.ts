// Is this thing from storage or from a port an entity? Every member is looked at: what another build wrote, or what was
// damaged, is left out and counted, and nothing behind this door has to wonder. Guards let members through that they do not
// know.

import {
  type Guard,
  isFingerprintOrNull,
  isFingerprints,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isOptional,
  isRecordOf,
  isText,
  isTexts,
} from '../base/guard';
import { isSensor } from '../observation/part-guards';
import { isDecodedToken } from '../token/decoded-token-guard';
import { isChain } from './chain-guard';
import { isClient } from './client-guard';
import type { ClockConflict, ClockMethod, ClockSample, Endpoint, Server } from './endpoint';
import type { Gap } from './gaps';
import { isRefresh } from './refresh-guard';
import { isSend } from './send-guard';
import {
  type CodeUse,
  ENTITY_KINDS,
  type Entities,
  type EntityKind,
  type Fault,
  type Log,
  type OnceUse,
  type ProofUse,
  type Sight,
  type SightedSend,
  TOLD_KINDS,
} from './state';
import { isToken } from './token-guard';

type EntityGuards = { readonly [Kind in EntityKind]: Guard<Entities[Kind]> };

const isLog = isObjectOf<Log>({
  seq: isNumber,
  labels: isRecordOf(isNumber),
  fromMs: isNumberOrNull,
  toMs: isNumberOrNull,
  sensors: isListOf(isSensor),
  exchanges: isNumber,
  bodiesRead: isNumber,
  gaps: isListOf(isObjectOf<Gap>({ fromMs: isNumber, toMs: isNumber, reason: isText })),
  faults: isListOf(isObjectOf<Fault>({ atMs: isNumber, where: isText, reason: isText })),
  faultCount: isNumber,
  trimmed: isNumber,
});

const isEndpoint = isObjectOf<Endpoint>({
  key: isText,
  rejections: isNumber,
  isRefresh: isFlag,
  recentSends: isTexts,
});

export const isClockMethod: Guard<ClockMethod> = isOneOf('date-header', 'iat', 'unverified');

const isServer = isObjectOf<Server>({
  origin: isText,
  clock: isListOf(isObjectOf<ClockSample>({ atMs: isNumber, offsetMs: isNumber, errorMs: isNumber })),
  clockMethod: isClockMethod,
  clockConflict: isNullOr(
    isObjectOf<ClockConflict>({
      atMs: isNumber,
      kind: isOneOf('early', 'late', 'refused', 'accepted'),
      token: isFingerprintOrNull,
    }),
  ),
  challengedSegments: isTexts,
  suspects: isTexts,
  knowsDpop: isFlag,
  namesJti: isFlag,
  proofs: isFingerprints,
  chains: isTexts,
});

export const isEntityKind = isOneOf(...ENTITY_KINDS);
export const isToldKind = isOneOf(...TOLD_KINDS);

export const ENTITY_GUARDS: EntityGuards = {
  log: isLog,
  token: isToken,
  claims: isDecodedToken,
  send: isSend,
  refresh: isRefresh,
  chain: isChain,
  client: isClient,
  context: isObjectOf<Entities['context']>({ clients: isTexts }),
  endpoint: isEndpoint,
  server: isServer,
  code: isObjectOf<CodeUse>({ seenMs: isNumberOrNull, stateFp: isFingerprintOrNull, sends: isTexts }),
  proof: isObjectOf<ProofUse>({ sends: isTexts }),
  once: isObjectOf<OnceUse>({ sends: isTexts, tokens: isFingerprints }),
  sight: isObjectOf<Sight>({
    sends: isListOf(isObjectOf<SightedSend>({ id: isText, inHeader: isFingerprints })),
    unanswered: isOptional(isTexts),
  }),
  alias: isText,
};
