import type { JSX } from 'preact';
import { isJsonObject, type Json, type JsonObject } from '../../base/json';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { readTimeClaim } from '../model/read-time-claim';
import { CLAIM_MEANINGS } from '../words/claim-meanings';
import { writeJson } from '../words/write-json';
import { writeMoment, writeRelative, writeUtc } from '../words/write-time';

/** A payload may be as large and as deep as its sender likes; what is shown is bounded. */
const MAX_MEMBERS = 60;
const MAX_DEPTH = 4;
const MAX_NAME_CHARS = 60;
const MAX_VALUE_CHARS = 600;

type ClaimTreeProps = { readonly object: JsonObject; readonly softClaim: string | null; readonly depth: number };

export function ClaimTree({ object, softClaim, depth }: ClaimTreeProps): JSX.Element {
  const members = Object.entries(object);
  return (
    <>
      {members.slice(0, MAX_MEMBERS).map(([name, value]) => (
        <Claim key={name} name={name} value={value} isTime={depth === 0} isSoft={name === softClaim} depth={depth} />
      ))}
      {members.length > MAX_MEMBERS && (
        <div class="claim">
          <dt />
          <dd class="muted">{`${members.length - MAX_MEMBERS} more members are not shown`}</dd>
        </div>
      )}
    </>
  );
}

type ClaimProps = {
  readonly name: string;
  readonly value: Json;
  readonly isTime: boolean;
  readonly isSoft: boolean;
  readonly depth: number;
};

function Claim({ name, value, isTime, isSoft, depth }: ClaimProps): JSX.Element {
  const meaning = depth === 0 && Object.hasOwn(CLAIM_MEANINGS, name) ? CLAIM_MEANINGS[name] : undefined;
  const hasMeanings = usePanel().layout.value.hasClaimMeanings;
  const atMs = isTime ? readTimeClaim(name, value, isSoft) : null;
  const isNested = isJsonObject(value) && depth < MAX_DEPTH;
  return (
    <div class={isNested ? 'claim claim-nested' : 'claim'}>
      <dt title={meaning}>
        <Untrusted text={name} maxChars={MAX_NAME_CHARS} />
      </dt>
      <dd>
        {isNested ? (
          <dl class="claims">
            <ClaimTree object={value} softClaim={null} depth={depth + 1} />
          </dl>
        ) : (
          <Untrusted text={writeJson(value)} maxChars={MAX_VALUE_CHARS} />
        )}
        {atMs !== null && <TimeWords atMs={atMs} />}
        {hasMeanings && meaning !== undefined && <span class="muted claim-meaning">{meaning}</span>}
      </dd>
    </div>
  );
}

/** Local, relative and UTC; as written in the token, without correction for the clock. */
function TimeWords({ atMs }: { readonly atMs: number }): JSX.Element {
  const nowMs = usePanel().nowMs.value;
  return (
    <span class="muted">
      {` ${writeMoment(atMs, nowMs)}, ${writeRelative(atMs, nowMs)}`}
      <span class="claim-utc">{writeUtc(atMs)}</span>
    </span>
  );
}
