// Serves the page of one client: its bundled script in a bare shell, at / and at the redirect URI.

import { bundleApp } from '../app/bundle-app';
import type { LoopbackServer } from '../loopback-server';
import type { ClientConfig } from './page/config';

export interface ClientPageInput {
  /** The page's module in the folder `page`. */
  readonly script: string;
  readonly config: ClientConfig;
  /** What the client needs beside its page, by path: a service worker, say. All of it is script. */
  readonly files?: ReadonlyMap<string, string>;
}

export async function startClientPage(server: LoopbackServer, input: ClientPageInput): Promise<void> {
  const { script, config, files = new Map<string, string>() } = input;
  const scripts = new Map([...files, ['/client.js', await bundleApp(new URL(`page/${script}.ts`, import.meta.url))]]);
  const page = renderPage(script, config);
  server.serve((request, response) => {
    const { pathname } = new URL(request.url ?? '/', server.origin);
    const isPage = pathname === '/' || pathname === '/callback';
    const body = isPage ? page : scripts.get(pathname);
    response.writeHead(body === undefined ? 404 : 200, {
      'Content-Type': `text/${isPage ? 'html' : 'javascript'}; charset=utf-8`,
      'Cache-Control': 'no-store',
    });
    response.end(body ?? 'There is nothing here.');
  });
}

function renderPage(title: string, config: ClientConfig): string {
  // Inside a script element only "<" could end it early.
  const json = JSON.stringify(config).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <script type="application/json" id="config">${json}</script>
    <script type="module" src="/client.js"></script>
  </head>
  <body>
    <main id="client" data-session="loading" data-actions="0" data-renewals="0"></main>
  </body>
</html>`;
}
