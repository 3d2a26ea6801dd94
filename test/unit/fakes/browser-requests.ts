// Events of chrome.webRequest in the shapes that Chromium 156 sends, shortened, and a sensor that hears them.
import { type BrowserRequest, createWebRequestSensor } from '../../../src/observe/web-request';
import { createRecordingSink } from './recording-sink';

export const PAGE_FETCH: BrowserRequest = {
  requestId: '214',
  url: 'http://localhost:4000/api',
  method: 'GET',
  type: 'xmlhttprequest',
  tabId: 7,
  timeStamp: 1000,
  initiator: 'http://localhost:4000',
};
export const FORM_POST: BrowserRequest = {
  ...PAGE_FETCH,
  requestId: '215',
  method: 'POST',
  url: 'http://localhost:4000/token',
};
export const OK = { statusCode: 200, statusLine: 'HTTP/1.1 200 OK', fromCache: false, responseHeaders: [] };

export const watch = (defaultPartition = 'normal') => {
  const sink = createRecordingSink();
  const sensor = createWebRequestSensor({ sink, defaultPartition });
  return { ...sink, ...sensor };
};
