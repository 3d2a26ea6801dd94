// All the set-up a fresh clone needs, so that "npm test" and "npm start" are the only commands: the packages and a
// Chromium. Plain Node without dependencies. Does nothing when everything is there.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findOrInstallChromium } from '../support/browser/find-chromium.mjs';
import { areModulesStale } from './installed-modules.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OLDEST_NODE = [20, 19];

try {
  checkNode();
  if (areModulesStale(ROOT)) installModules();
  process.stdout.write(`Chromium: ${await findOrInstallChromium()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(`Node ${OLDEST_NODE.join('.')} or later is needed; this is ${process.versions.node}.`);
}

function installModules() {
  process.stdout.write('Installing packages.\n');
  // A registry that lacks another system's optional packages makes "npm ci" refuse what "npm install" lets pass.
  if (npm('ci') || npm('install', '--no-save')) return;
  throw new Error('The packages could not be installed: "npm ci" and "npm install" both failed, see above.');
}

function npm(...words) {
  const { status } = spawnSync('npm', [...words, '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0;
}
