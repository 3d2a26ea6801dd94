import type { JSX } from 'preact';
import type { Json } from '../../base/json';
import { Untrusted } from '../label/untrusted';
import type { ClaimDifference } from '../model/compare-claims';
import { usePanel } from '../model/panel-context';
import { readTimeClaim } from '../model/read-time-claim';
import { CLAIM_MEANINGS } from '../words/claim-meanings';
import { writePath } from '../words/claim-path';
import { writeJson } from '../words/write-json';
import { writeMoment } from '../words/write-time';

const MAX_NAME_CHARS = 80;
const MAX_VALUE_CHARS = 300;
/** A word for each kind: the colour says no more than it. */
const KIND_WORDS = { same: '', changed: 'changed', new: 'new', gone: 'gone' } as const;

/** One claim in both tokens. What every token has of its own is shown without stress. */
export function DifferenceRow({ difference }: { readonly difference: ClaimDifference }): JSX.Element {
  const { path, kind, before, after, added, removed, isExpected } = difference;
  const name = path.length === 1 ? (path[0] ?? '') : '';
  const meaning = Object.hasOwn(CLAIM_MEANINGS, name) ? CLAIM_MEANINGS[name] : undefined;
  const weight = kind === 'same' || isExpected ? 'expected' : kind;
  return (
    <tr class={`difference-${weight}`}>
      <th scope="row" title={meaning}>
        <Untrusted text={writePath(path)} maxChars={MAX_NAME_CHARS} />
        {kind !== 'same' && <span class="difference-kind">{KIND_WORDS[kind]}</span>}
      </th>
      <td>
        <Value name={name} value={before} />
        <Words sign={'\u2212'} words={removed} />
      </td>
      <td>
        <Value name={name} value={after} />
        <Words sign="+" words={added} />
      </td>
    </tr>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: Json | undefined }): JSX.Element {
  const nowMs = usePanel().nowMs.value;
  if (value === undefined) return <span class="muted">{'\u2014'}</span>;
  const atMs = readTimeClaim(name, value, false);
  return (
    <>
      <Untrusted text={writeJson(value)} maxChars={MAX_VALUE_CHARS} />
      {atMs !== null && <span class="muted claim-utc">{writeMoment(atMs, nowMs)}</span>}
    </>
  );
}

function Words({ sign, words }: { readonly sign: string; readonly words: readonly string[] }): JSX.Element | null {
  if (words.length === 0) return null;
  return (
    <span class="difference-words">
      {`${sign} `}
      <Untrusted text={words.join(', ')} maxChars={MAX_VALUE_CHARS} />
    </span>
  );
}
