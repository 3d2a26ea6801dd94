// Other people's extensions, written for one test: a manifest and a worker's code in a folder of their own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WrittenExtension {
  readonly path: string;
  remove(): Promise<void>;
}

export async function writeExtension(
  name: string,
  workerCode: string,
  manifest: object = {},
): Promise<WrittenExtension> {
  const path = await mkdtemp(join(tmpdir(), 'other-extension-'));
  const whole = {
    manifest_version: 3,
    name,
    version: '1',
    background: { service_worker: `${name}.js` },
    ...manifest,
  };
  await writeFile(join(path, 'manifest.json'), JSON.stringify(whole));
  await writeFile(join(path, `${name}.js`), workerCode);
  await writeFile(join(path, 'page.html'), '<!doctype html><title>a page</title><body></body>');
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
