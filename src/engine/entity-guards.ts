// Is this thing from storage or from a port an entity? Only this very build writes what is read here: an update empties
// storage.session and cuts the ports. So the guards tell entities from damage; they are no schema. The small kinds are
// looked at whole, the large ones by their identity.

import {
  type Guard,
  isFingerprint,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isObjectOf,
  isOneOf,
  isRecordOf,
  isText,
} from '../base/guard';
import { isJsonObject, readMember } from '../base/json';
import { isDecodedToken } from '../token/decoded-token-guard';
import type { ClockConflict, ClockSample, Endpoint, Server } from './endpoint';
import type { CodeUse, Entities, EntityKind, Fault, Gap, Log, OnceUse, ProofUse } from './state';

type EntityGuards = { readonly [Kind in EntityKind]: Guard<Entities[Kind]> };

const isIdentified = <Entity extends { readonly id: string }>(value: unknown): value is Entity =>
  isJsonObject(value) && isText(readMember(value, 'id'));

const isTexts = isListOf(isText);
const isFingerprints = isListOf(isFingerprint);

const isLog = isObjectOf<Log>({
  seq: isNumber,
  labels: isRecordOf(isNumber),
  fromMs: isNullOr(isNumber),
  toMs: isNullOr(isNumber),
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
  suspects: isTexts,
  recentSends: isTexts,
});

const isServer = isObjectOf<Server>({
  origin: isText,
  clock: isListOf(isObjectOf<ClockSample>({ atMs: isNumber, offsetMs: isNumber, errorMs: isNumber })),
  clockMethod: isOneOf('date-header', 'iat', 'unverified'),
  clockConflict: isNullOr(
    isObjectOf<ClockConflict>({
      atMs: isNumber,
      kind: isOneOf('early', 'late', 'refused', 'accepted'),
      token: isNullOr(isFingerprint),
    }),
  ),
  challengedSegments: isTexts,
  knowsDpop: isFlag,
  namesJti: isFlag,
  proofs: isFingerprints,
  chains: isTexts,
});

export const ENTITY_GUARDS: EntityGuards = {
  log: isLog,
  token: isIdentified,
  claims: isDecodedToken,
  send: isIdentified,
  refresh: isIdentified,
  chain: isIdentified,
  client: isIdentified,
  context: isObjectOf<Entities['context']>({ clients: isTexts }),
  endpoint: isEndpoint,
  server: isServer,
  code: isObjectOf<CodeUse>({ seenMs: isNullOr(isNumber), stateFp: isNullOr(isFingerprint), sends: isTexts }),
  proof: isObjectOf<ProofUse>({ sends: isTexts }),
  once: isObjectOf<OnceUse>({ sends: isTexts, tokens: isFingerprints }),
  alias: isText,
};
