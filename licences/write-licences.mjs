// `npm run licences`: writes docs/licences.md from what the three builds in dist say of themselves.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const BUILDS = [
  ['Chromium', 'dist/chromium/'],
  ['Firefox', 'dist/firefox/'],
  ['command line', 'dist/'],
];
export const DOCUMENT = new URL('docs/licences.md', ROOT);

/** The document as it should be: one row per package that is part of a build. */
export function describeLicences() {
  const builds = new Map();
  for (const [build, folder] of BUILDS) {
    const text = readFileSync(new URL(`${folder}THIRD-PARTY-LICENCES.txt`, ROOT), 'utf8');
    for (const [, name, version, licence] of text.matchAll(/^== (\S+) (\S+): (.+)$/gm)) {
      const row = `| \`${name}\` | ${version} | ${licence} |`;
      builds.set(row, [...(builds.get(row) ?? []), build]);
    }
  }
  const rows = [...builds].map(([row, inBuilds]) => `${row} ${inBuilds.join(', ')} |`).sort();
  return `# Licences of what ships

Written by \`npm run licences\` after \`npm run build\`. The full texts are in \`THIRD-PARTY-LICENCES.txt\` of each build.

| Package | Version | Licence | In |
|---|---|---|---|
${rows.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(DOCUMENT, describeLicences());
