// An extension with the permissions and the listeners of ours whose listeners do nothing: what the browser itself charges.

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../manifest.json' with { type: 'json' };

/** As src/platform/web-request.ts and src/entry/background.ts register them. */
const WORKER = `
const filter = {
  urls: ['<all_urls>', 'ws://*/*', 'wss://*/*'],
  types: ['xmlhttprequest', 'main_frame', 'sub_frame', 'websocket', 'other', 'ping'],
};
const ignore = () => {};
const { webRequest } = chrome;
webRequest.onBeforeRequest.addListener(ignore, filter, ['requestBody']);
webRequest.onSendHeaders.addListener(ignore, filter, ['requestHeaders', 'extraHeaders']);
webRequest.onBeforeRedirect.addListener(ignore, filter, ['responseHeaders', 'extraHeaders']);
webRequest.onResponseStarted.addListener(ignore, filter, ['responseHeaders', 'extraHeaders']);
webRequest.onErrorOccurred.addListener(ignore, filter);
chrome.runtime.onConnect.addListener(ignore);
chrome.runtime.onMessage.addListener(ignore);
chrome.tabs.onRemoved.addListener(ignore);
chrome.permissions.onAdded.addListener(ignore);
chrome.permissions.onRemoved.addListener(ignore);
`;

/** Returns the folder, to be loaded unpacked. */
export async function writeSkeletonExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'token-lifeline-skeleton-'));
  const { permissions, host_permissions, incognito } = manifest;
  const own = {
    manifest_version: 3,
    name: 'Skeleton',
    version: '1',
    permissions,
    host_permissions,
    incognito,
    background: { service_worker: 'worker.js', type: 'module' },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(own));
  await writeFile(join(folder, 'worker.js'), WORKER);
  return folder;
}
