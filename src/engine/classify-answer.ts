// What an answer means for the credential of its request (rules.md 2.6). Pure.

import { asksForTokens, isCallByPath } from '../observation/request';
import type { AnswerClass, Send } from './send';

const OTHER_CHALLENGES = new Set(['basic', 'digest', 'negotiate', 'ntlm']);
const NAMES_CREDENTIAL = /token|jwt|session|auth|grant|credential|login/i;

type Facts = Pick<Send, 'status' | 'failure' | 'source' | 'error' | 'challenge' | 'redirect'>;

/** Null while no answer came, and for answers that did not come from the network (T7). */
export function classifyAnswer(facts: Facts): AnswerClass | null {
  const { status, failure, source, error, challenge } = facts;
  if (failure !== null) return 'ambiguous';
  if (status === null || source !== 'network') return null;
  if (error?.reading === 'negotiation' || challenge?.error === 'use_dpop_nonce') return 'negotiation';
  if (status < 300) return classifySuccess(facts);
  if (status < 400) return facts.redirect?.isLogin === true ? 'rejected.generic' : 'ambiguous';
  if (status === 401) {
    if (challenge !== null && OTHER_CHALLENGES.has(challenge.scheme)) return 'negotiation';
    return namesCause(facts) ? 'rejected.explicit' : 'rejected.generic';
  }
  if (status === 403) {
    // The token was good, and not enough (RFC 6750 3.1; T21).
    if (challenge?.error === 'insufficient_scope') return 'ambiguous';
    if (namesCause(facts)) return 'rejected.explicit';
    return challenge !== null || namesCredential(facts) ? 'rejected.generic' : 'ambiguous';
  }
  if (status === 400 && namesCredential(facts)) return namesCause(facts) ? 'rejected.explicit' : 'rejected.generic';
  // Statuses of servers' own (419, 440, 498) and 422 count where they name the cause; those of rules.md 2.6 never do.
  const isOpen = status < 500 && !AMBIGUOUS.has(status);
  return isOpen && namesCause(facts) ? 'rejected.explicit' : 'ambiguous';
}

const AMBIGUOUS = new Set([400, 404, 408, 409, 425, 429]);

/** GraphQL and RPC report failures inside 200 (T20). */
function classifySuccess({ error }: Facts): AnswerClass {
  if (error === null) return 'accepted';
  return error.reading === 'unspecified' || error.reading === 'transient' ? 'ambiguous' : 'rejected.generic';
}

const namesCause = ({ error, challenge }: Facts): boolean =>
  challenge?.error === 'invalid_token' ||
  error?.reading === 'reuse' ||
  error?.reading === 'ordinary-end' ||
  error?.code === 'invalid_token';

const namesCredential = ({ error }: Facts): boolean =>
  error !== null && error.reading !== 'unspecified' && error.code !== null && NAMES_CREDENTIAL.test(error.code);

/**
 * Where tokens are renewed, a yes that brings none is none; only a body that was read shows that (rules.md 2.6). A path that
 * merely looks like it may be that of anything.
 */
export function isAccepted({ answer, purpose, refresh, issued, body }: Send): boolean {
  const isRenewal = refresh !== null || (asksForTokens(purpose) && !isCallByPath(purpose));
  return answer === 'accepted' && !(isRenewal && body === 'full' && issued.length === 0);
}

export const isRejected = (answer: AnswerClass | null): boolean =>
  answer === 'rejected.explicit' || answer === 'rejected.generic';
