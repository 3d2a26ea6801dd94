// Puts the licences of everything that is bundled beside the bundle, as they ask for.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const LICENCES_FILE = 'THIRD-PARTY-LICENCES.txt';
const PACKAGE_ROOT = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

export function listLicences(): Plugin {
  return {
    name: 'list-licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : []));
      const roots = new Set(modules.flatMap((id) => PACKAGE_ROOT.exec(id.replaceAll('\\', '/'))?.[1] ?? []));
      const source = [...roots].map(describePackage).sort().join('\n');
      this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source });
    },
  };
}

/** Opens with one line that `write-licences.mjs` reads: name, version, licence. */
function describePackage(root: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = readdirSync(root).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (file === undefined && !existsSync(join(root, 'README.md'))) throw new Error(`${name} has no licence text`);
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(root, file), 'utf8').trim();
  return `== ${name} ${version}: ${license}\n\n${text}\n`;
}
