// An entry as Chrome writes it, shortened, and what changes in it.
import { type HarOptions, readHarEntry } from '../../../src/observe/har-entry';

export const OPTIONS: HarOptions = { ref: 'har:1', sensor: 'har', context: null, partition: 'normal' };

export const CHROME = {
  pageref: 'page_1',
  _resourceType: 'fetch',
  _initiator: { type: 'script', stack: { callFrames: [{ url: 'https://app.example/app.js' }] } },
  cache: {},
  startedDateTime: '2026-03-01T09:00:00.000Z',
  time: 200,
  timings: { blocked: -1, send: 1, wait: 149, receive: 50 },
  request: {
    method: 'POST',
    url: 'https://auth.example/token#f',
    headers: [
      { name: ':path', value: '/token' },
      { name: 'origin', value: 'https://app.example' },
      { name: 'content-type', value: 'application/x-www-form-urlencoded' },
    ],
    postData: { mimeType: 'application/x-www-form-urlencoded', text: 'grant_type=refresh_token', params: [] },
  },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    content: { size: 20, mimeType: 'application/json', text: '{"access_token":"a"}' },
    bodySize: 20,
    _error: null,
  },
};

export type Change = {
  readonly entry?: object;
  readonly request?: object;
  readonly response?: object;
  readonly without?: string;
};

export function change({ entry, request, response, without }: Change): Record<string, unknown> {
  const changed: Record<string, unknown> = {
    ...CHROME,
    ...entry,
    request: { ...CHROME.request, ...request },
    response: { ...CHROME.response, ...response },
  };
  if (without !== undefined) delete changed[without];
  return changed;
}

export function read(parts: Change, options: Partial<HarOptions> = {}) {
  const result = readHarEntry(change(parts), { ...OPTIONS, ...options });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

export const answerOf = (parts: Change, options: Partial<HarOptions> = {}) => read(parts, options).answer;
export const headers = (fields: Readonly<Record<string, string>>) => ({
  headers: Object.entries(fields).map(([name, value]) => ({ name, value })),
});
