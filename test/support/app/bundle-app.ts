// Bundles a loopback page's script in memory, with the bundler that the project has anyway.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export async function bundleApp(entry: URL): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', entry)),
    // What a bundler for browsers puts in where a client was written for Node too.
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: fileURLToPath(entry), formats: ['es'], fileName: 'app' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const script = outputs.find((output) => output.type === 'chunk');
  if (!script) throw new Error(`The bundler gave no script for ${entry.pathname}`);
  return script.code;
}
