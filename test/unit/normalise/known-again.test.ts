// What was read before is known again, and then says what it would say to somebody who reads it for the first time.

import { describe, expect, it } from 'vitest';
import { createNormaliser } from '../../../src/normalise/normaliser';
import { REQUEST_PLACES } from '../../property/given/secret-places';
import { makeRawAnswer, makeRawRequest, type RequestDetail, TEST_KEY_HEX } from '../../support/raw-halves';

const SECRET = 'x7Kq2mNv9Rt4Wb8Zp3Ls6Yd1';
const COOKIE = [['Cookie', `sid=${SECRET}; refresh_token=${SECRET}R; theme=dark`]] as const;
const CALL: RequestDetail = { headers: COOKIE };
const REFRESH: RequestDetail = { headers: COOKIE, form: { grant_type: 'refresh_token' } };

const normaliseAfresh = (detail: RequestDetail) =>
  createNormaliser(TEST_KEY_HEX).normaliseRequest(makeRawRequest(detail));

describe('an opaque value under a name that may be anyone’s', () => {
  const IDENTITY = 'https://app.shop.example/generateToken';
  const API = 'https://api.shop.example/layers';
  const REFRESH_CALL = 'https://app.shop.example/auth/refresh';
  const HEADERS = [['User-Token', SECRET]] as const;
  const USES: readonly (readonly [string, RequestDetail])[] = [
    ['query', { url: `${API}?token=${SECRET}` }],
    ['form', { url: API, form: { wstoken: SECRET } }],
    ['json', { url: API, method: 'POST', json: { accessToken: SECRET } }],
    ['request-header', { url: API, headers: HEADERS }],
    ['request-header', { url: API, headers: [['X-Authorization', `Bearer ${SECRET}`]] }],
    ['query', { url: `${API}?jwt=${SECRET}` }],
    ['json', { url: REFRESH_CALL, body: { kind: 'text', text: SECRET, mimeType: 'text/plain' } }],
    ['json', { url: REFRESH_CALL, json: SECRET }],
  ];

  it.each(USES)('counts once an answer has brought it: %s', (carrier, detail) => {
    const normaliser = createNormaliser(TEST_KEY_HEX);
    const request = makeRawRequest({ ...detail, sensor: 'devtools' });
    expect(normaliser.normaliseRequest(request).credentials).toEqual([]);
    normaliser.normaliseAnswer(makeRawAnswer({ url: IDENTITY, json: { token: SECRET } }));
    expect(normaliser.normaliseRequest(request).credentials).toMatchObject([{ carrier, claimed: null }]);
  });

  it.each(USES)('counts in a file, whose entries may come in any order: %s', (carrier, detail) => {
    expect(normaliseAfresh(detail).credentials).toMatchObject([{ carrier, claimed: null }]);
  });
});

describe('a request that comes again', () => {
  it('says the same as before, whatever came between', () => {
    const normaliser = createNormaliser(TEST_KEY_HEX);
    const requests = REQUEST_PLACES.map((place) => makeRawRequest(place(SECRET)));
    const others = Array.from({ length: 600 }, (_, index) => ({
      url: `https://api.shop.example/${index}`,
      headers: [['Cookie', `sid=${SECRET}${index}`]] as const,
    }));
    const first = requests.map(normaliser.normaliseRequest);
    expect(requests.map(normaliser.normaliseRequest)).toEqual(first);
    others.map(makeRawRequest).map(normaliser.normaliseRequest);
    expect(requests.map(normaliser.normaliseRequest)).toEqual(first);
  });

  it.each([
    ['a call and then a refresh', [CALL, REFRESH]],
    ['a refresh and then a call', [REFRESH, CALL]],
  ])('shows all its cookies where a session is renewed, else those named like tokens: %s', (_what, details) => {
    const normaliser = createNormaliser(TEST_KEY_HEX);
    const seen = details.map((detail) => normaliser.normaliseRequest(makeRawRequest(detail)));
    expect(seen).toEqual(details.map(normaliseAfresh));
    expect(new Set(seen.map(({ cookies }) => cookies.map(({ name }) => name).join()))).toEqual(
      new Set(['sid,refresh_token', 'refresh_token']),
    );
  });
});
