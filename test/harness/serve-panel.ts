// Builds a page of the harness as the panel ships (production, minified) and serves it under the extension's own policy.

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import manifest from '../../manifest.json' with { type: 'json' };

const PAGE_DIR = fileURLToPath(new URL('./page', import.meta.url));
const BUILDS = fileURLToPath(new URL('../../test-results', import.meta.url));
const POLICY = manifest.content_security_policy.extension_pages;
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export type PanelServer = { readonly url: string; readonly close: () => void };

export type ServedPage = {
  /** A name no other build has that goes on at the same time. */
  readonly build: string;
  /** A folder with an index.html; the harness's own page without one. */
  readonly pageDir?: string;
};

/** Built anew each time. */
export async function servePanel({ build: name, pageDir = PAGE_DIR }: ServedPage): Promise<PanelServer> {
  const buildDir = join(BUILDS, name);
  await build({
    root: pageDir,
    configFile: false,
    logLevel: 'error',
    base: './',
    define: { __VERSION__: JSON.stringify('harness') },
    worker: { format: 'es' },
    build: { outDir: buildDir, emptyOutDir: true, modulePreload: false },
  });
  const server = createServer((request, response) => serveFile(buildDir, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`,
    close: () => server.close(),
  };
}

export type PanelFacts = {
  readonly now?: number;
  readonly theme?: 'light' | 'dark';
  readonly tab?: number | 'none';
  /** What an earlier panel saved. */
  readonly layout?: unknown;
  /** Files are not read: the test says how it went (harness.imports). */
  readonly isImportScripted?: boolean;
};

/** What the page reads from its address. */
export function writeAddress(url: string, facts: PanelFacts): string {
  const { now = 0, theme = 'light', tab = 7, layout = null, isImportScripted = false } = facts;
  const importer = isImportScripted ? 'scripted' : 'worker';
  return `${url}?now=${now}&theme=${theme}&tab=${tab}&import=${importer}&layout=${encodeURIComponent(JSON.stringify(layout))}`;
}

function serveFile(buildDir: string, request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  readFile(join(buildDir, path)).then(
    (content) => {
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'text/plain',
        'content-security-policy': POLICY,
      });
      response.end(content);
    },
    () => {
      response.writeHead(404);
      response.end();
    },
  );
}
