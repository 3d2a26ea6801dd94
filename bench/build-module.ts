// Builds a module the way the extension is built: bundled and minified. What `tsx` makes of it names every closure anew.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** `path`: relative to this folder. Returns the address of one file without imports but Node's own. */
export async function buildModule(path: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'token-lifeline-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    define: { __VERSION__: '"bench"' },
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: fileURLToPath(new URL(path, import.meta.url)),
      outDir,
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'module.mjs', codeSplitting: false } },
    },
  });
  return pathToFileURL(join(outDir, 'module.mjs')).href;
}
