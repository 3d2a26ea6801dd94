import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';

type UntrustedProps = { readonly text: string; readonly maxChars?: number };

/** Text from the network: its direction stays inside, what is invisible in it is made visible. */
export function Untrusted({ text, maxChars }: UntrustedProps): JSX.Element {
  return <bdi>{showUntrusted(text, maxChars)}</bdi>;
}
