// The Authorization header in every scheme: what is presented, under which scheme, and what is no token at all.

import { describe, expect, it } from 'vitest';
import { createNormaliser } from '../../../src/normalise/normaliser';
import {
  makeJwt,
  makeRawAnswer,
  makeRawRequest,
  normaliseTestRequest,
  TEST_KEY_HEX,
  TEST_NOW_SEC,
  takeTestFingerprint,
} from '../../support/raw-halves';

const JWT = makeJwt({ sub: '1', iat: TEST_NOW_SEC, exp: TEST_NOW_SEC + 600 });
const OPAQUE = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';

const presentedBy = (...values: readonly string[]) =>
  normaliseTestRequest({ headers: values.map((value) => ['Authorization', value] as const) }).credentials;

describe('Authorization', () => {
  it.each([
    ['Bearer', `Bearer ${JWT}`, 'bearer'],
    ['bearer in lower case', `bearer ${JWT}`, 'bearer'],
    ['DPoP', `DPoP ${JWT}`, 'dpop'],
    ['JWT', `JWT ${JWT}`, 'jwt'],
    ['Token', `Token ${JWT}`, 'token'],
    ['Firebase', `Firebase ${JWT}`, 'firebase'],
    ['no scheme at all', JWT, 'raw'],
    ['many spaces', `  Bearer    ${JWT}  `, 'bearer'],
    ['the way of Rails', `Token token="${JWT}"`, 'token'],
  ])('carries a token: %s', (_what, value, scheme) => {
    const [token, ...more] = presentedBy(value);
    expect(more).toEqual([]);
    expect(token).toMatchObject({ fp: takeTestFingerprint(JWT), carrier: 'authorization', scheme, format: 'jws' });
    expect(token?.claimed).toEqual({ role: 'access', strength: 'likely', row: 5 });
  });

  it.each([
    ['no space', 'Bearer%'],
    ['a colon', 'Bearer: %'],
    ['an equals sign', 'bearer=%'],
    ['an escaped space', 'Bearer%20%'],
    ['its scheme twice', 'Bearer Bearer %'],
    ['another scheme after it', 'Bearer Token %'],
    ['the quotes of JSON', 'Bearer "%"'],
    ['quotes around it all', '"Bearer %"'],
    ['brackets of a manual', 'Bearer <%>'],
    ['a comma behind it', 'Bearer %,'],
  ])('carries the token that an app meant, in spite of %s', (_what, header) => {
    for (const token of [JWT, OPAQUE]) {
      const sent = presentedBy(header.replace(/%$|%(?=[">,])/, token));
      expect(sent).toMatchObject([{ fp: takeTestFingerprint(token), scheme: 'bearer' }]);
    }
  });

  it.each([
    ['Bearer', `Bearer ${OPAQUE}`],
    ['DPoP', `DPoP ${OPAQUE}`],
    ['no scheme', OPAQUE],
  ])('carries an opaque token, known by its place: %s', (_what, value) => {
    expect(presentedBy(value)).toMatchObject([{ fp: takeTestFingerprint(OPAQUE), format: 'opaque', jwt: null }]);
  });

  it.each([
    ['Basic', `Basic ${btoa('user:password')}`],
    ['Digest', 'Digest username="Mufasa", realm="x"'],
    ['Negotiate', 'Negotiate YIIZkgYGKwYBBQUCoIIZ'],
    ['NTLM', 'NTLM TlRMTVNTUAABAAAAB4IIogAA'],
    ['AWS signatures', 'AWS4-HMAC-SHA256 Credential=AKIA/20260301/eu/s3/aws4_request, Signature=fe5f80'],
    ['nothing', ''],
    ['a placeholder of a service-worker client', 'Bearer ACCESS_TOKEN_SECURED_BY_OIDC_SERVICE_WORKER_default'],
    ['a scheme alone', 'Bearer'],
    ['what JavaScript says where there is none', 'Bearer undefined'],
    ['its text', 'Bearer [object Object]'],
    ['parts that are not there', 'Bearer null.null.null'],
    ['a word of a manual', 'Bearer YOUR_TOKEN_HERE'],
  ])('carries no token: %s', (_what, value) => {
    expect(presentedBy(value)).toEqual([]);
  });

  it('carries project and token joined by a colon: only the token counts', () => {
    const [token] = presentedBy(`Bearer P2abcDEFghi123:${JWT}`);
    expect(token).toMatchObject({ fp: takeTestFingerprint(JWT), name: 'composite' });
  });

  it('of HTTP Basic carries a token where its password is one that an answer has brought (Stytch)', () => {
    const normaliser = createNormaliser(TEST_KEY_HEX);
    const headers = [['Authorization', `Basic ${btoa(`public-token-live-1:${OPAQUE}`)}`]] as const;
    const url = 'https://web.stytch.com/sdk/v1/sessions/authenticate';
    const presented = () =>
      normaliser.normaliseRequest(makeRawRequest({ url, json: {}, headers, sensor: 'devtools' })).credentials;
    expect(presented()).toEqual([]);
    normaliser.normaliseAnswer(makeRawAnswer({ json: { session_token: OPAQUE, session_jwt: JWT } }));
    expect(presented()).toMatchObject([{ fp: takeTestFingerprint(OPAQUE), carrier: 'authorization', claimed: null }]);
  });

  it('twice carries two', () => {
    const other = makeJwt({ sub: '2' });
    expect(presentedBy(`Bearer ${JWT}`, `Bearer ${other}`).map(({ fp }) => fp)).toEqual(
      [JWT, other].map(takeTestFingerprint),
    );
  });

  it('is no access token before the answer is known, where a session is renewed or begun', () => {
    const headers = [['Authorization', `Bearer ${JWT}`]] as const;
    for (const url of ['https://app.shop.example/auth/refresh', 'https://app.shop.example/api/login']) {
      const [token] = normaliseTestRequest({ method: 'POST', url, headers }).credentials;
      expect(token?.claimed).toBeNull();
    }
  });

  it('says by itself that it is a refresh token, wherever it rides', () => {
    const refresh = makeJwt({ typ: 'Refresh', sub: '1' });
    const [token] = presentedBy(`Bearer ${refresh}`);
    expect(token?.claimed).toEqual({ role: 'refresh', strength: 'likely', row: 4 });
  });

  it('that equals another header is a publishable key (dialects.md 2.8)', () => {
    const headers = [
      ['apikey', JWT],
      ['Authorization', `Bearer ${JWT}`],
    ] as const;
    const sent = normaliseTestRequest({ headers });
    expect(sent.credentials.find(({ carrier }) => carrier === 'authorization')?.isRepeatedInRequest).toBe(true);
  });

  it.each([
    ['a secret under Basic', `Basic ${btoa('client:secret')}`, true],
    ['a public client id under Basic', `Basic ${btoa('client:')}`, false],
    ['a Bearer', `Bearer ${JWT}`, false],
  ])('tells a confidential client: %s', (_what, value, is) => {
    expect(normaliseTestRequest({ headers: [['Authorization', value]] }).isClientAuthenticated).toBe(is);
  });
});
