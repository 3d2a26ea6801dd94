// Bundles the app's script in memory, with the bundler that the project has anyway.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export async function bundleApp(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('page', import.meta.url)),
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: 'main.ts', formats: ['es'], fileName: 'app' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const script = outputs.find((output) => output.type === 'chunk');
  if (!script) throw new Error('The bundler gave no script for the app page');
  return script.code;
}
