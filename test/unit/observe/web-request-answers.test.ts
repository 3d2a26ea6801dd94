// Answers and redirects as Chromium tells of them.
import { describe, expect, it } from 'vitest';
import type { BrowserRequest } from '../../../src/observe/web-request';
import { FORM_POST, OK, PAGE_FETCH, watch } from '../fakes/browser-requests';
import { only } from '../fakes/recording-sink';

describe('an answer', () => {
  const send = (event: BrowserRequest) => {
    const watched = watch();
    watched.takeBeforeRequest(event);
    watched.takeSendHeaders({ ...event, requestHeaders: [] });
    return watched;
  };

  it.each([
    ['whose body this sensor cannot see', {}, { status: 200, source: 'network', body: { kind: 'unavailable' } }],
    ['from the disk cache', { fromCache: true }, { source: 'cache' }],
    ['without content', { statusCode: 204 }, { body: { kind: 'empty' } }],
    ['of length 0', { responseHeaders: [{ name: 'Content-Length', value: '0' }] }, { body: { kind: 'empty' } }],
    ['that changed protocols', { statusCode: 101 }, { status: 101, body: { kind: 'empty' } }],
  ])('%s', (_name, change, expected) => {
    const { takeResponseStarted, answers } = send(PAGE_FETCH);
    takeResponseStarted({ ...PAGE_FETCH, ...OK, timeStamp: 1100, ...change });
    expect(only(answers)).toMatchObject({ ref: 'web-request:214.0', atMs: 1100, ...expected });
  });

  it('of a request that was sent before the worker started is taken', () => {
    const { takeResponseStarted, answers } = watch();
    takeResponseStarted({ ...PAGE_FETCH, ...OK });
    expect(only(answers).ref).toBe('web-request:214.0');
  });

  it('that never came is a failure', () => {
    const { takeErrorOccurred, failures } = send(PAGE_FETCH);
    takeErrorOccurred({ ...PAGE_FETCH, timeStamp: 1050, error: 'net::ERR_EMPTY_RESPONSE' });
    expect(only(failures)).toEqual({
      kind: 'request-failed',
      ref: 'web-request:214.0',
      sensor: 'web-request',
      atMs: 1050,
      error: 'net::ERR_EMPTY_RESPONSE',
    });
  });

  it('whose body broke off was an answer, and no failure', () => {
    const { takeResponseStarted, takeErrorOccurred, answers, failures } = send(PAGE_FETCH);
    takeResponseStarted({ ...PAGE_FETCH, ...OK });
    takeErrorOccurred({ ...PAGE_FETCH, error: 'net::ERR_ABORTED' });
    expect([answers.length, failures.length]).toEqual([1, 0]);
  });

  it('to a request whose headers were never sent is none', () => {
    const { takeBeforeRequest, takeResponseStarted, takeErrorOccurred, answers, failures } = watch();
    takeBeforeRequest(PAGE_FETCH);
    takeErrorOccurred({ ...PAGE_FETCH, error: 'net::ERR_BLOCKED_BY_CLIENT' });
    takeBeforeRequest({ ...PAGE_FETCH, requestId: '9' });
    takeResponseStarted({ ...PAGE_FETCH, requestId: '9', ...OK });
    expect([answers, failures]).toEqual([[], []]);
  });
});

describe('a redirect', () => {
  it('makes each hop a send of its own, tied to the one before', () => {
    const { takeBeforeRequest, takeSendHeaders, takeBeforeRedirect, takeResponseStarted, requests, answers } = watch();
    const next = { ...FORM_POST, url: 'http://localhost:4000/token2', timeStamp: 1020 };
    takeBeforeRequest({ ...FORM_POST, requestBody: { formData: { x: ['1'] } } });
    takeSendHeaders({ ...FORM_POST, requestHeaders: [] });
    takeBeforeRedirect({ ...FORM_POST, ...OK, statusCode: 307, timeStamp: 1010 });
    takeBeforeRequest({ ...next, requestBody: { formData: { x: ['1'] } } });
    takeSendHeaders({ ...next, requestHeaders: [] });
    takeResponseStarted({ ...next, ...OK });
    expect(requests.map(({ ref, redirectOf, atMs, body }) => [ref, redirectOf, atMs, body.kind])).toEqual([
      ['web-request:215.0', null, 1000, 'fields'],
      ['web-request:215.1', 'web-request:215.0', 1020, 'fields'],
    ]);
    expect(answers.map(({ ref, status, body }) => [ref, status, body.kind])).toEqual([
      ['web-request:215.0', 307, 'empty'],
      ['web-request:215.1', 200, 'unavailable'],
    ]);
  });

  it('that the browser made before sending (HSTS) is no send', () => {
    const { takeBeforeRequest, takeSendHeaders, takeBeforeRedirect, requests, answers } = watch();
    const upgraded = { ...PAGE_FETCH, url: 'https://localhost:4000/api' };
    takeBeforeRequest(PAGE_FETCH);
    takeBeforeRedirect({ ...PAGE_FETCH, ...OK, statusCode: 307, statusLine: 'HTTP/1.1 307 Internal Redirect' });
    takeBeforeRequest(upgraded);
    takeSendHeaders({ ...upgraded, requestHeaders: [] });
    expect(answers).toEqual([]);
    expect(only(requests)).toMatchObject({ ref: 'web-request:214.1', redirectOf: null });
  });

  it('seen by a worker that was just started is known by its own words', () => {
    const { takeBeforeRedirect, answers } = watch();
    takeBeforeRedirect({
      ...PAGE_FETCH,
      ...OK,
      statusCode: 307,
      responseHeaders: [{ name: 'Non-Authoritative-Reason', value: 'HSTS' }],
    });
    takeBeforeRedirect({ ...FORM_POST, ...OK, statusCode: 302 });
    expect(answers.map(({ ref }) => ref)).toEqual(['web-request:215.0']);
  });
});
