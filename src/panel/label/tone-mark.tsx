import type { JSX } from 'preact';
import type { Tone } from '../words/refresh-facts';

const SIGNS: Readonly<Record<Tone, string>> = { good: '\u2713', note: '\u25d0', bad: '\u2715', pending: '\u2026' };
const NAMES: Readonly<Record<Tone, string>> = {
  good: 'went well',
  note: 'worth a look',
  bad: 'went wrong',
  pending: 'under way',
};

export function ToneMark({ tone }: { readonly tone: Tone }): JSX.Element {
  return (
    <span class={`tone-mark tone-${tone}`} role="img" aria-label={NAMES[tone]}>
      {SIGNS[tone]}
    </span>
  );
}
