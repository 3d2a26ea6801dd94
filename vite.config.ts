// Three builds from one source: `vite build --mode chromium|firefox|cli`. `npm run build` runs all of them.

import { resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { listLicences } from './licences/licences-plugin';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };

type Browser = 'chromium' | 'firefox';

const SUPPORTED_NODE = 'node20.19';

export default defineConfig(({ mode, command }) => {
  if (mode === 'cli') return buildCommandLine();
  return buildExtension(mode === 'firefox' ? 'firefox' : 'chromium', command === 'serve');
});

function buildExtension(browser: Browser, isDevelopment: boolean): UserConfig {
  return {
    plugins: [
      crx({ manifest: readManifest(browser, isDevelopment), browser: browser === 'firefox' ? 'firefox' : 'chrome' }),
      ...(isDevelopment ? [] : [shareChunksWithWorker()]),
      listLicences(),
    ],
    define: { __VERSION__: JSON.stringify(packageJson.version) },
    build: {
      outDir: `dist/${browser}`,
      target: browser === 'firefox' ? 'firefox140' : 'chrome120',
      // The preload polyfill calls fetch, which our own policy forbids.
      modulePreload: false,
      rolldownOptions: {
        input: { panel: 'src/entry/panel.html', explanation: 'src/entry/what-is-seen.html' },
        output: { codeSplitting: { groups: joinFirstLoad() } },
      },
    },
  };
}

const WORKER_URL = /new URL\('(\.\/[\w-]+\.ts)', import\.meta\.url\)/;

/** Vite bundles a web worker apart, with a second copy of the engine. As a chunk of this build it shares the first. */
function shareChunksWithWorker(): Plugin {
  return {
    name: 'share-chunks-with-worker',
    enforce: 'pre',
    async transform(code, importer) {
      const file = importer.includes('/src/entry/') ? WORKER_URL.exec(code)?.[1] : undefined;
      const worker = file === undefined ? null : await this.resolve(file, importer);
      if (worker === null) return null;
      const chunk = this.emitFile({ type: 'chunk', id: worker.id });
      return { code: code.replace(WORKER_URL, `import.meta.ROLLUP_FILE_URL_${chunk}`), map: null };
    },
  };
}

type Modules = { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null };
type ChunkGroup = { name: (id: string, modules: Modules) => string | null; debugName: string; priority: number };

const PANEL = 'src/entry/panel.tsx';
const OTHERS = ['background', 'devtools', 'import-worker'];

/**
 * What the panel loads at first, in few files: many small ones compress badly. One for all that is loaded by the same
 * entries besides, so that none of them loads what is not its own: the import worker has no browser to name.
 */
function joinFirstLoad(): ChunkGroup[] {
  const reached = new Map<string, ReadonlySet<string>>();
  const isReached = (entry: string, id: string, modules: Modules): boolean => {
    const known = reached.get(entry) ?? listImported(resolve(entry), modules);
    reached.set(entry, known);
    return known.has(id);
  };
  const listOthers = (id: string, modules: Modules): readonly string[] =>
    OTHERS.filter((name) => isReached(`src/entry/${name}.ts`, id, modules));
  // What most entries load comes first: it needs nothing that fewer of them load.
  return [0, 1, 2, 3].map((count) => ({
    debugName: `first load, shared by ${count}`,
    priority: count,
    name(id, modules) {
      const others = listOthers(id, modules);
      return others.length === count && isReached(PANEL, id, modules) ? ['panel', ...others].join('-') : null;
    },
  }));
}

/** A module and all that it imports statically, by their ids. */
function listImported(entry: string, modules: Modules, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const id of modules.getModuleInfo(entry)?.importedIds ?? []) listImported(id, modules, seen);
  return seen;
}

/** One manifest for both; each browser gets only the keys it knows. */
function readManifest(browser: Browser, isDevelopment: boolean): ManifestV3Export {
  const {
    background,
    minimum_chrome_version,
    externally_connectable,
    incognito,
    browser_specific_settings,
    ...shared
  } = manifest;
  const { content_security_policy, ...common } = { ...shared, version: packageJson.version };
  // The development server injects scripts and connects to localhost; only what ships has the strict policy.
  const policy = isDevelopment ? {} : { content_security_policy };
  const type = 'module' as const;
  const { service_worker, scripts } = background;
  const own =
    browser === 'firefox'
      ? { browser_specific_settings, background: { scripts, type } }
      : { minimum_chrome_version, externally_connectable, incognito, background: { service_worker, type } };
  // TypeScript reads words in a JSON file as plain strings.
  return { ...common, ...policy, ...own } as ManifestV3Export;
}

/** One file that Node runs without node_modules beside it. */
function buildCommandLine(): UserConfig {
  return {
    plugins: [startWithShebang(), listLicences()],
    define: { __VERSION__: JSON.stringify(packageJson.version) },
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: 'src/entry/cli.ts',
      outDir: 'dist',
      emptyOutDir: false,
      target: SUPPORTED_NODE,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'cli.js', codeSplitting: false } },
    },
  };
}

function startWithShebang(): Plugin {
  const shebang = '#!/usr/bin/env node\n';
  return {
    name: 'start-with-shebang',
    renderChunk: (code) => ({ code: code.startsWith('#!') ? code : shebang + code, map: null }),
  };
}
