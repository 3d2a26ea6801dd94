// What reaches the engine: traffic about tokens and logins, and nothing of ordinary browsing.

import { describe, expect, it } from 'vitest';
import { createDoor } from '../../../src/normalise/door';
import type { Observation } from '../../../src/observation/observation';
import {
  type AnswerDetail,
  makeRawAnswer,
  makeRawRequest,
  type RequestDetail,
  TEST_KEY_HEX,
  TEST_NOW_MS,
} from '../../support/raw-halves';

function pass(request: RequestDetail, answer: AnswerDetail | 'failed' | 'none'): readonly Observation['kind'][] {
  const seen: Observation[] = [];
  const door = createDoor(TEST_KEY_HEX, (observation) => seen.push(observation));
  door.takeRequest(makeRawRequest(request));
  if (answer === 'failed')
    door.takeFailure({
      kind: 'request-failed',
      ref: 'har:1',
      sensor: 'har',
      atMs: TEST_NOW_MS,
      error: 'net::ERR_FAILED',
    });
  else if (answer !== 'none') door.takeAnswer(makeRawAnswer(answer));
  return seen.map(({ kind }) => kind);
}

const WHOLE = ['request-sent', 'answer-received'];

describe('the gate', () => {
  it.each<[what: string, request: RequestDetail, answer: AnswerDetail, kinds: readonly string[]]>([
    ['an image', { url: 'https://cdn.example/a.png', resourceType: 'other' }, {}, []],
    ['an API call without a credential', {}, { json: { items: [] } }, []],
    ['a call that is refused', {}, { status: 401 }, WHOLE],
    ['a call that is challenged', {}, { status: 403, headers: [['WWW-Authenticate', 'Bearer']] }, WHOLE],
    [
      'a call that is refused inside 200',
      {},
      { json: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } },
      WHOLE,
    ],
    ['a call that fails inside 200', {}, { json: { errors: [{ message: 'no such field' }] } }, []],
    ['a call that is sent to the login page', {}, { status: 302, headers: [['Location', '/login']] }, WHOLE],
    ['a call that is sent elsewhere', {}, { status: 302, headers: [['Location', '/items']] }, []],
    ['a call that brings a token', {}, { json: { access_token: 'abcdefgh12345678' } }, WHOLE],
    ['a call with a credential', { headers: [['Authorization', 'Bearer abcdefgh12345678']] }, {}, WHOLE],
    ['a navigation', { resourceType: 'document' }, {}, WHOLE],
    ['a logout', { method: 'POST', url: 'https://app.shop.example/logout' }, { status: 204 }, WHOLE],
  ])('of %s', (_what, request, answer, kinds) => {
    expect(pass(request, answer)).toEqual(kinds);
  });

  it('lets a failure through only of a request that went through', () => {
    expect(pass({}, 'failed')).toEqual([]);
    expect(pass({ headers: [['Authorization', 'Bearer abcdefgh12345678']] }, 'failed')).toEqual([
      'request-sent',
      'request-failed',
    ]);
  });

  it('tells the request before its answer', () => {
    expect(pass({}, 'none')).toEqual([]);
    expect(pass({}, { status: 401 })[0]).toBe('request-sent');
  });

  it('lets an answer through whose request nobody saw', () => {
    const seen: Observation[] = [];
    createDoor(TEST_KEY_HEX, (observation) => seen.push(observation)).takeAnswer(makeRawAnswer({ status: 200 }));
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'net::ERR_HTTP2_PROTOCOL_ERROR'],
    ['NS_ERROR_NET_RESET', 'NS_ERROR_NET_RESET'],
    ['Connection refused', 'Connection refused'],
    ['XAalZT9fybcNMyiTUqBzxX_WpwItBV78', 'no answer'],
    ['could not send vT9KdKoUFVbeJo8yMjL6d4sJ', 'no answer'],
  ])('lets no more of a failure through than its name: %s', (error, kept) => {
    const seen: Observation[] = [];
    const door = createDoor(TEST_KEY_HEX, (observation) => seen.push(observation));
    door.takeFailure({ kind: 'request-failed', ref: 'har:1', sensor: 'har', atMs: TEST_NOW_MS, error });
    expect(seen).toMatchObject([{ error: kept }]);
  });
});
