// What a WWW-Authenticate header says of an error (RFC 6750 3).

import { describe, expect, it } from 'vitest';
import { normaliseTestAnswer } from '../../support/raw-halves';

describe('a challenge', () => {
  const challengeIn = (value: string) =>
    normaliseTestAnswer({ status: 401, headers: [['WWW-Authenticate', value]] }).challenge;

  it.each([
    ['Bearer', { scheme: 'bearer', error: null }],
    [
      'Bearer realm="x", error="invalid_token", error_description="expired"',
      { scheme: 'bearer', error: 'invalid_token' },
    ],
    ['DPoP error="use_dpop_nonce", algs="ES256"', { scheme: 'dpop', error: 'use_dpop_nonce' }],
    ['Basic realm="x"', { scheme: 'basic', error: null }],
    ['Bearer error=invalid_token', { scheme: 'bearer', error: 'invalid_token' }],
  ])('%s', (value, challenge) => {
    expect(challengeIn(value)).toEqual(challenge);
  });

  it.each(['XAalZT9fybcNMyiTUqBzxX_WpwItBV78', 'Bearer error="XAalZT9fybcNMyiTUqBz"'])(
    'echoes no token: %s',
    (value) => {
      expect(JSON.stringify(challengeIn(value))).not.toContain('XAalZT9fybcNMyiT'.toLowerCase());
      expect(JSON.stringify(challengeIn(value)).toLowerCase()).not.toContain('xaalzt9fybcnmyit');
    },
  );
});
