// A refresh token under a variable of any name: the argument that it is given for tells (dialects.md 3.21).

import { expect, it } from 'vitest';
import { normaliseTestRequest, takeTestFingerprint } from '../../support/raw-halves';

const RT = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';
const url = 'https://api.shop.example/graphql';

it.each([
  [
    'as a variable',
    { query: 'mutation R($t: String!) { renewTokens(refreshToken: $t) { accessToken } }', variables: { t: RT } },
  ],
  ['in the query itself', { query: `mutation { refreshToken(token: "${RT}") { accessToken } }` }],
  ['in a batch', [{ query: 'mutation R($x: String!) { renew(refresh_token: $x) { token } }', variables: { x: RT } }]],
])('is found %s', (_where, json) => {
  const sent = normaliseTestRequest({ method: 'POST', url, json });
  expect(sent.credentials).toMatchObject([
    { fp: takeTestFingerprint(RT), carrier: 'json', claimed: { role: 'refresh' } },
  ]);
});

it('is not looked for in other operations', () => {
  const query = 'mutation P($t: String!) { pin(refreshToken: $t) { id } }';
  expect(normaliseTestRequest({ method: 'POST', url, json: { query, variables: { t: RT } } }).credentials).toEqual([]);
});
