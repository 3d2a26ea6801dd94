// Free text that stays: names of cookies and fields, scopes, pages of a file. Words that people write are kept; a word that
// could be a credential, or an address, gives way to the beginning of its fingerprint, so that equal ones stay equal.

import { detachText } from '../base/detach-text';
import { MAX_FIELD_NAME_CHARS } from '../base/limits';
import type { TakeFingerprint } from '../token/fingerprint';
import { isRandomText, UUID } from './random-text';

/** `maxChars`: of what is kept. */
export type HideSecrets = (text: string, maxChars?: number) => string;

const WORDS = /[^\s:/,;|=&?#"]+/g;
const SHOWN_FP_CHARS = 8;
/** Most names: no more is asked of them. */
const PLAIN = /^[A-Za-z_-]{1,15}$/;

export function createHider(takeFingerprint: TakeFingerprint): HideSecrets {
  const hideWord = (word: string, at: number, text: string): string =>
    isSecretLike(word) && !isClientInScope(word, at, text)
      ? `#${takeFingerprint(word).slice(0, SHOWN_FP_CHARS)}`
      : word;
  return (text, maxChars = MAX_FIELD_NAME_CHARS) =>
    detachText(PLAIN.test(text) ? text : text.replace(WORDS, hideWord).slice(0, maxChars));
}

const isSecretLike = (word: string): boolean =>
  word.length > MAX_FIELD_NAME_CHARS || word.includes('@') || word.includes('%') || isRandomText(word);

/** Entra ID names an API's scopes by the client id of the API, which is no secret (RFC 6749 2.2): `api://<id>/orders.read`. */
const isClientInScope = (word: string, at: number, text: string): boolean =>
  text.endsWith('api://', at) && UUID.test(word);
