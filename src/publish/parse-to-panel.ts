// The panel's door for messages: what does not fit the protocol is dropped with a reason.

import {
  type Guard,
  isAnyOf,
  isFlag,
  isListOf,
  isNumber,
  isObjectOf,
  isOneOf,
  isPairOf,
  isRecordOf,
  isText,
  isTripleOf,
  isUnknown,
} from '../base/guard';
import { isJsonObject, readMember } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { isProfileName } from '../engine/profile';
import { isNotEvaluable } from '../rules/finding-guard';
import { isMute } from '../rules/muted';
import { PROTOCOL_VERSION, type Status, type ToPanel } from './protocol';
import type { UnreadPart } from './snapshot-parts';
import type { Step } from './step';

type Of<Kind extends ToPanel['kind']> = Extract<ToPanel, { readonly kind: Kind }>;
type ParsedPart = UnreadPart & { readonly kind: 'snapshot'; readonly protocol: number; readonly status: Status };

/** What the panel may rely on; a snapshot's entities are looked at when its parts are joined. */
export type ParsedToPanel = ParsedPart | Of<'resumed' | 'steps' | 'status' | 'muted' | 'silence'>;

const isStatus = isObjectOf<Status>({
  isPaused: isFlag,
  siteAccess: isOneOf('all', 'withheld'),
  bodyTabs: isListOf(isNumber),
  isPrivate: isFlag,
  profile: isProfileName,
});

const isPair = isPairOf(isText, isUnknown);
/** Its entities are looked at when they are applied. */
const isStep = isObjectOf<Step>({
  entities: isListOf(isTripleOf(isText, isText, isUnknown)),
  findings: isListOf(isPair),
});

const isToPanel: Guard<ParsedToPanel> = isAnyOf(
  isObjectOf<ParsedPart>({
    kind: isOneOf('snapshot'),
    protocol: isNumber,
    epoch: isText,
    seq: isNumber,
    entities: isRecordOf(isListOf(isPair)),
    findings: isListOf(isPair),
    status: isStatus,
    isLast: isFlag,
  }),
  isObjectOf<Of<'resumed'>>({
    kind: isOneOf('resumed'),
    protocol: isNumber,
    epoch: isText,
    seq: isNumber,
    status: isStatus,
  }),
  isObjectOf<Of<'steps'>>({ kind: isOneOf('steps'), epoch: isText, from: isNumber, steps: isListOf(isStep) }),
  isObjectOf<Of<'status'>>({ kind: isOneOf('status'), status: isStatus }),
  isObjectOf<Of<'muted'>>({ kind: isOneOf('muted'), muted: isListOf(isMute) }),
  isObjectOf<Of<'silence'>>({ kind: isOneOf('silence'), notEvaluable: isListOf(isNotEvaluable) }),
);

export function parseToPanel(raw: unknown): Result<ParsedToPanel, 'other-protocol' | 'malformed-message'> {
  // Looked at first: a message of another version need not fit in any other way.
  const protocol = isJsonObject(raw) ? readMember(raw, 'protocol') : undefined;
  if (protocol !== undefined && protocol !== PROTOCOL_VERSION) return fail('other-protocol');
  return isToPanel(raw) ? succeed(raw) : fail('malformed-message');
}
