// What ships, not what is meant to ship: reads the builds in dist, which `npm run build` makes.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));
const KB = 1024;

type Manifest = Readonly<Record<string, unknown>>;

const readManifest = (browser: string): Manifest =>
  JSON.parse(readFileSync(join(DIST, browser, 'manifest.json'), 'utf8'));

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The scripts that a page loads before it can do anything: its own and what they import statically. */
function listFirstScripts(page: string): ReadonlySet<string> {
  const html = readFileSync(page, 'utf8');
  const root = join(DIST, 'chromium');
  return listImported([...html.matchAll(/<script[^>]+src="\/([^"]+)"/g)].map(([, path]) => join(root, path ?? '')));
}

/** Scripts and all that they import statically. */
function listImported(scripts: readonly string[]): ReadonlySet<string> {
  const open = [...scripts];
  const found = new Set<string>();
  for (let script = open.pop(); script !== undefined; script = open.pop()) {
    if (found.has(script)) continue;
    found.add(script);
    const code = readFileSync(script, 'utf8');
    for (const [, path] of code.matchAll(/(?:import|from)\s*"(\.[^"]+)"/g))
      open.push(join(dirname(script), path ?? ''));
  }
  return found;
}

it('there is a build to look at', () => {
  expect(existsSync(join(DIST, 'chromium', 'manifest.json')), 'run `npm run build` first').toBe(true);
});

describe.each(['chromium', 'firefox'])('the manifest for %s', (browser) => {
  const manifest = readManifest(browser);

  it('asks for what has a feature, and no more', () => {
    expect(manifest).toMatchObject({
      manifest_version: 3,
      name: 'Token Lifeline',
      version: packageJson.version,
      permissions: ['storage', 'webRequest'],
      host_permissions: ['<all_urls>'],
    });
    for (const key of [
      'optional_permissions',
      'optional_host_permissions',
      'content_scripts',
      'web_accessible_resources',
    ])
      expect(manifest).not.toHaveProperty(key);
  });

  it('asks for nothing that README.md gives no reason for', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    expect(manifest['permissions']).toContain('storage');
    for (const name of [manifest['permissions']].flat())
      expect(readme).toMatch(new RegExp(`^\\| \`${name}\` \\| \\S`, 'm'));
    expect(readme).toMatch(/^\| Host access to all sites \| \S/m);
  });

  it('lets no page or worker of ours reach the network or run foreign code', () => {
    expect(manifest['content_security_policy']).toEqual({
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
        "base-uri 'none'; form-action 'none'; object-src 'none'; frame-src 'none'",
    });
  });

  it('names files that are there', () => {
    const named = JSON.stringify(manifest).match(/[\w/-]+\.(?:html|js|png)/g) ?? [];
    expect(named).toContain('src/entry/devtools.html');
    for (const path of [...named, 'src/entry/panel.html', 'src/entry/what-is-seen.html'])
      expect(existsSync(join(DIST, browser, path)), path).toBe(true);
  });

  it('has code that loads none from elsewhere and none by the page’s text', () => {
    for (const file of listFiles(join(DIST, browser)).filter((path) => /\.(js|html)$/.test(path))) {
      const code = readFileSync(file, 'utf8');
      expect(code, file).not.toMatch(
        /import\s*\(\s*["'`]https?:|importScripts|\beval\(|new Function\(|sourceMappingURL/,
      );
      // The report that the user saves is a page of its own, with its style in it.
      const isReport = /\/export-forms-/.test(file);
      expect(code, file).not.toMatch(
        isReport ? /<script(?![^>]*\bsrc=)|\sstyle="/ : /<script(?![^>]*\bsrc=)|<style|\sstyle="/,
      );
    }
  });
});

describe('the manifest of one browser', () => {
  it('has Chrome’s own keys in Chrome', () => {
    expect(readManifest('chromium')).toMatchObject({
      minimum_chrome_version: '120',
      incognito: 'split',
      externally_connectable: { ids: [] },
      background: { service_worker: 'service-worker-loader.js', type: 'module' },
    });
    expect(readManifest('chromium')).not.toHaveProperty('browser_specific_settings');
  });

  it('has Firefox’s own keys in Firefox', () => {
    expect(readManifest('firefox')).toMatchObject({
      background: { scripts: ['service-worker-loader.js'], type: 'module' },
      browser_specific_settings: {
        gecko: { strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
      },
    });
    for (const key of ['minimum_chrome_version', 'externally_connectable', 'incognito'])
      expect(readManifest('firefox')).not.toHaveProperty(key);
  });
});

describe('the worker', () => {
  it('imports statically only: a listener must be there in the first turn', () => {
    const chromium = join(DIST, 'chromium');
    const loader = readFileSync(join(chromium, 'service-worker-loader.js'), 'utf8');
    expect(loader).toMatch(/^import '\.\/assets\/background[^']+';\s*$/);
    const worker = listFiles(chromium).find((path) => /background[^/]*\.js$/.test(path)) ?? '';
    expect(readFileSync(worker, 'utf8')).not.toMatch(/\bimport\s*\(/);
  });
});

describe('the import worker', () => {
  it('loads nothing that names the browser: there is none in a web worker', () => {
    const worker = listFiles(join(DIST, 'chromium')).filter((path) => /\/import-worker-[^/]*\.js$/.test(path));
    const scripts = [...listImported(worker)];
    expect(scripts.length).toBeGreaterThan(1);
    for (const path of scripts) expect(readFileSync(path, 'utf8')).not.toMatch(/\bchrome\.|webextension-polyfill/);
  });
});

describe('the size', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  // The aim of 250 KB is missed, and README.md says so. What it says has to be true, and growth has to be noticed.
  it('of the unpacked extension without its icons is what README.md says of it', () => {
    const [, told] = /unpacked Chromium build is (\d+) KB without icons/.exec(readme) ?? [];
    const files = listFiles(join(DIST, 'chromium')).filter((path) => !path.endsWith('.png'));
    const measuredKb = files.reduce((sum, path) => sum + statSync(path).size, 0) / KB;
    expect(measuredKb, 'make it smaller, or say in README.md what it weighs').toBeLessThanOrEqual(Number(told));
    expect(measuredKb, 'README.md says more than it weighs').toBeGreaterThan(Number(told) - 10);
  });

  it('of the panel’s first load is under 60 KB of script, gzipped', () => {
    const scripts = [...listFirstScripts(join(DIST, 'chromium', 'src/entry/panel.html'))];
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
    expect(bytes).toBeLessThan(60 * KB);
    const [, told] = /first load is ([\d.]+) KB of JavaScript/.exec(readme) ?? [];
    expect(bytes / KB, 'say in README.md what it weighs').toBeLessThanOrEqual(Number(told));
    expect(bytes / KB, 'README.md says more than it weighs').toBeGreaterThan(Number(told) - 1);
  });
});

describe('the command line', () => {
  it('is one file that Node runs by itself', () => {
    const code = readFileSync(join(DIST, 'cli.js'), 'utf8');
    expect(code).toMatch(/^#!\/usr\/bin\/env node\n/);
    const imports = [...code.matchAll(/^import .*from ["']([^"']+)["']/gm)].map(([, from]) => from);
    expect(imports.every((from) => from?.startsWith('node:'))).toBe(true);
  });
});
