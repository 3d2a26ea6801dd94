// Refusals that are answered with 200 all the same (T20).

import { describe, expect, it } from 'vitest';
import { type AnswerDetail, normaliseTestAnswer } from '../../support/raw-halves';

const errorIn = (detail: AnswerDetail) => normaliseTestAnswer({ status: 400, ...detail }).error;

describe('an error inside a 200 (T20)', () => {
  it.each<[what: string, json: unknown, reading: string]>([
    [
      'GraphQL by its code',
      { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }], data: null },
      'generic',
    ],
    ['GraphQL by its words', { errors: [{ message: 'Invalid refresh token' }] }, 'generic'],
    ['GraphQL about something else', { errors: [{ message: 'quantity must be positive' }], data: {} }, 'unspecified'],
    [
      'inside a field',
      { data: { refreshToken: { success: false, errors: [{ message: 'Token expired', code: 'invalid_token' }] } } },
      'ordinary-end',
    ],
    ['GraphQL: no renewal at all', { data: { refreshToken: null } }, 'unspecified'],
    ['by its status and code', { status: 'error', code: 'TOKEN_EXPIRED' }, 'ordinary-end'],
    ['the way of Slack', { ok: false, error: 'invalid_auth' }, 'unspecified'],
    [
      'the way of GitHub',
      { error: 'bad_refresh_token', error_description: 'The refresh token passed is incorrect or expired.' },
      'generic',
    ],
  ])('%s', (_what, json, reading) => {
    expect(errorIn({ status: 200, json })?.reading).toBe(reading);
  });

  it.each<[what: string, json: unknown]>([
    ['a success', { access_token: 'abcdefgh12345678' }],
    ['an empty list of errors', { errors: [], data: { a: 1 } }],
    ['an empty error', { error: '', access_token: 'abcdefgh12345678' }],
    ['error: null', { error: null, data: {} }],
    ['a job that failed', { status: 'failed', message: 'Out of disk' }],
    ['a field that is null', { data: { me: null } }],
    ['words about errors', { message: 'no errors' }],
  ])('is not %s', (_what, json) => {
    expect(errorIn({ status: 200, json })).toBeNull();
  });
});

describe('a refusal that an app words in its own way', () => {
  it('of a batch is read in its first operations', () => {
    const error = { json: { message: 'UNAUTHORIZED', code: -32001, data: { code: 'UNAUTHORIZED', httpStatus: 401 } } };
    expect(errorIn({ status: 200, json: [{ error }] })).toEqual({ code: 'UNAUTHORIZED', reading: 'generic' });
    expect(errorIn({ status: 200, json: [{ result: { data: {} } }] })).toBeNull();
  });

  it.each<[what: string, json: unknown, reading: string]>([
    ['WeChat', { errcode: 42002, errmsg: 'refresh_token expired' }, 'ordinary-end'],
    ['Feishu', { code: 20_037, msg: 'refresh token expired' }, 'ordinary-end'],
    ['an envelope with the status in it', { code: 401, data: null, msg: '账号未登录' }, 'generic'],
    ['an envelope with a number of its own', { code: 1042, message: 'no such thing' }, 'unspecified'],
    ['an envelope of a server that failed', { statusCode: 503, message: 'busy', data: {} }, 'transient'],
  ])('may be a number: %s', (_what, json, reading) => {
    expect(errorIn({ status: 200, json })).toEqual({ code: null, reading });
  });

  it.each<[what: string, json: unknown]>([
    ['nought', { code: 0, msg: 'Erfolg', data: null }],
    ['nought of WeChat', { errcode: 0, errmsg: 'ok' }],
    ['a status that is well', { code: 200, message: 'fertig' }],
    ['twenty thousand (vue-element-admin)', { code: 20_000, message: '成功' }],
    ['any number with data', { code: 1042, message: 'x', data: { id: 1 } }],
    ['any number that is a success', { code: 1042, message: 'Success' }],
    ['a number that nobody comments', { code: 4711 }],
  ])('is not %s', (_what, json) => {
    expect(errorIn({ status: 200, json })).toBeNull();
  });

  it('is read in a urlencoded answer, too', () => {
    const headers = [['content-type', 'application/x-www-form-urlencoded']] as const;
    const text = 'error=bad_refresh_token&error_description=The+refresh+token+passed+is+incorrect+or+expired.';
    expect(errorIn({ status: 200, headers, text })).toEqual({ code: 'bad_refresh_token', reading: 'generic' });
    expect(errorIn({ status: 200, headers, text: 'access_token=abcdefgh12&token_type=bearer' })).toBeNull();
  });
});
