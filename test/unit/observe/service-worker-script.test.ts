// Chrome names no page for a worker's requests; whether it is a service worker, only its script's name tells.

import { describe, expect, it } from 'vitest';
import { readHarContext } from '../../../src/observe/har-setting';

const contextOf = (url: string) => readHarContext({ _initiator: { url } }, null);

describe('a worker whose script is called', () => {
  it.each([
    '/sw.js',
    '/ngsw-worker.js',
    '/app.sw.js',
    '/my-sw.min.js',
    '/SW_v2.mjs',
    '/firebase-messaging-sw.js',
    '/serviceworker.js',
    '/service-worker-abc123.js',
    '/OidcServiceWorker.js',
    '/path/to/service_worker.js?v=1#x',
    'sw.js',
  ])('%s is a service worker', (path) => {
    expect(contextOf(path.startsWith('/') ? `https://a.example${path}` : path)).toBe('service-worker');
  });

  it.each([
    '/main.js',
    '/answer.js',
    '/swagger.js',
    '/sw/main.js',
    '/service-worker/main.js',
    '/sw.css',
    '/sw',
    '/browser.js',
    '/',
  ])('%s is none that is known', (path) => {
    expect(contextOf(`https://a.example${path}`)).toBe('unknown');
  });
});
