// Serves the single-page app: its page (at / and at the redirect URI), its style and its bundled script.
import { readFile } from 'node:fs/promises';
import type { LoopbackServer } from '../loopback-server';
import { bundleApp } from './bundle-app';
import type { WorldConfig } from './page/world-config';

export async function startApp(server: LoopbackServer, config: WorldConfig): Promise<void> {
  const [template, style, script] = await Promise.all([
    readPart('index.html'),
    readPart('style.css'),
    bundleApp(new URL('page/main.ts', import.meta.url)),
  ]);
  // Inside a script element only "<" could end it early.
  const page = template.replace('WORLD_CONFIG', JSON.stringify(config).replaceAll('<', '\\u003c'));
  const parts = new Map([
    ['/', { type: 'text/html', body: page }],
    ['/callback', { type: 'text/html', body: page }],
    ['/style.css', { type: 'text/css', body: style }],
    ['/app.js', { type: 'text/javascript', body: script }],
  ]);
  server.serve((request, response) => {
    const part = parts.get(new URL(request.url ?? '/', server.origin).pathname);
    response.writeHead(part ? 200 : 404, {
      'Content-Type': `${part?.type ?? 'text/plain'}; charset=utf-8`,
      'Cache-Control': 'no-store',
    });
    response.end(part?.body ?? 'There is nothing here.');
  });
}

function readPart(name: string): Promise<string> {
  return readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
}
