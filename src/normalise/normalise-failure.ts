// RequestFailed as it may be kept: browsers name their errors, but a file may put anything there.

import type { RequestFailed } from '../observation/observation';
import { isRandomText } from './random-text';

const BROWSER_ERROR = /^(net::ERR_|NS_)[A-Z0-9_]{1,56}$/;
/** Short words in a short line. */
const PLAIN_WORDS = /^(?!.{65})[A-Za-z]{1,15}(?:[ :._-]{1,3}[A-Za-z]{1,15})*$/;

export function normaliseFailure(failed: RequestFailed): RequestFailed {
  const isWords = BROWSER_ERROR.test(failed.error) || PLAIN_WORDS.test(failed.error);
  const isSafe = isWords && !failed.error.split(/[_:]/).some(isRandomText);
  return isSafe ? failed : { ...failed, error: 'no answer' };
}
