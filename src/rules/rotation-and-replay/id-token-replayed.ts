// rules.md 10 C, 3.5. The nonce ties an ID token to the authorization request that asked for it.
//
// A provider may send the browser back to its own authorization page during one sign-in: the same nonce under the same
// state is that one request again. Only under another state is it used twice.

import { nonceKeyOf, stateKeyOf } from '../../engine/record-once';
import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import { createVerdict } from '../create-verdict';
import { chainOfSend, lowerOnLoopback, originOfSend, sendOf, tokenOf } from '../facts';
import type { Verdict } from '../finding';
import { defineRule, type Look } from '../rule';

export const idTokenReplayed = defineRule({
  id: 'id-token-replayed',
  title: 'ID token or nonce reused',
  category: 'rotation-and-replay',
  subject: 'send',
  remediation:
    'Make a fresh nonce for each authorization request, compare it with the ID token, and discard it after use.',
  references: ['OIDC Core §3.1.3.7', 'OIDC Core §15.5.2', 'RFC 9700 §2.1.1', 'ASVS 10.5.1'],
  evaluate(send, look) {
    const { purpose } = send;
    if (purpose.kind === 'authorization') {
      const earlier = findSameNonce(send, look);
      if (earlier !== null) return judge(send, earlier, null, look, 'sent two authorization requests with one nonce');
    }
    if (!isAuthorizing(send) || send.source !== 'network') return null;
    for (const token of send.issued.flatMap((id) => tokenOf(look, id) ?? []).filter(({ role }) => role === 'id')) {
      const asked = listAskedNonces(send, look);
      if (token.nonceFp !== null && asked.nonces.length > 0 && !asked.nonces.includes(token.nonceFp)) {
        const what = `received ${token.label}, whose nonce is not the one of its authorization request`;
        return judge(send, asked.request ?? send, token, look, what);
      }
      const first = token.issuedBy === send.id ? undefined : sendOf(look, token.issuedBy);
      if (first !== undefined && isAuthorizing(first)) {
        return judge(send, first, token, look, `received ${token.label} in the answers to two different requests`);
      }
    }
    return null;
  },
  explainSilence: (look) =>
    [...look.state.token.values()].some(({ nonceFp }) => nonceFp !== null) &&
    ![...look.state.once.keys()].some((key) => key.startsWith('nonce '))
      ? 'ID tokens with a nonce were seen, but no authorization request with one'
      : null,
});

/** Answers that open a session. A refreshed ID token may repeat the first nonce (OIDC Core 12.2). */
const isAuthorizing = ({ purpose }: Send): boolean =>
  purpose.kind === 'authorization' || (purpose.kind === 'token-request' && purpose.grant !== 'refresh_token');

function findSameNonce({ id, purpose }: Send, look: Look): Send | null {
  if (purpose.kind !== 'authorization' || purpose.nonceFp === null || purpose.stateFp === null) return null;
  const ids = look.state.once.get(nonceKeyOf(purpose.nonceFp))?.sends ?? [];
  const earlier = ids.slice(0, Math.max(0, ids.indexOf(id))).flatMap((one) => sendOf(look, one) ?? []);
  const hasOtherState = ({ purpose: other }: Send): boolean =>
    other.kind === 'authorization' && other.stateFp !== null && other.stateFp !== purpose.stateFp;
  return earlier.find(hasOtherState) ?? null;
}

type Asked = { readonly nonces: readonly string[]; readonly request: Send | null };

/** The nonces that were asked for under the state of this answer: by the request itself, or by way of the code. */
function listAskedNonces(send: Send, look: Look): Asked {
  const { purpose } = send;
  if (purpose.kind === 'authorization')
    return { nonces: purpose.nonceFp === null ? [] : [purpose.nonceFp], request: send };
  const codeFp = purpose.kind === 'token-request' ? purpose.codeFp : null;
  const stateFp = codeFp === null ? null : (look.state.code.get(codeFp)?.stateFp ?? null);
  const ids = stateFp === null ? [] : (look.state.once.get(stateKeyOf(stateFp))?.sends ?? []);
  const requests = ids.flatMap((id) => sendOf(look, id) ?? []);
  const nonces = requests.flatMap(({ purpose: asked }) =>
    asked.kind === 'authorization' && asked.nonceFp !== null ? [asked.nonceFp] : [],
  );
  return { nonces, request: requests.at(-1) ?? null };
}

function judge(send: Send, earlier: Send, token: Token | null, look: Look, what: string): Verdict {
  const origin = originOfSend(look, send);
  return createVerdict({
    severity: 'medium',
    steps: [lowerOnLoopback(origin)],
    confidence: 'confirmed',
    message: `The browser ${what}.`,
    atMs: send.startMs,
    tokens: token === null ? [] : [token.id],
    chain: token?.chain ?? chainOfSend(look, send)?.id ?? null,
    origin,
    scope: token?.identity.issuer ?? send.endpoint,
    evidence: [
      { send: earlier.id, atMs: earlier.startMs, what: `${earlier.endpoint}${describeNonce(earlier)}` },
      ...(send === earlier
        ? []
        : [{ send: send.id, atMs: send.startMs, what: `${send.endpoint}${describeNonce(send)}` }]),
      ...(token?.nonceFp == null
        ? []
        : [
            {
              send: send.id,
              atMs: send.endMs ?? send.startMs,
              what: `${token.label} has the nonce ${cut(token.nonceFp)}`,
            },
          ]),
    ],
    alternatives: [
      'the user went back to the callback page and the app ran it again',
      'an answer came out of a cache on its way',
    ],
  });
}

const describeNonce = ({ purpose }: Send): string =>
  purpose.kind === 'authorization' && purpose.nonceFp !== null ? ` with the nonce ${cut(purpose.nonceFp)}` : '';

/** The first digits of its fingerprint: enough to tell two apart. */
const cut = (fp: string): string => fp.slice(0, 8);
