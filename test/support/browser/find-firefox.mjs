// Finds a Firefox, and installs Debian's where there is none. Plain Node without dependencies.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const VARIABLE = 'TOKEN_LIFELINE_FIREFOX';
const NAMES = ['firefox-esr', 'firefox'];
const MAC_PATH = '/Applications/Firefox.app/Contents/MacOS/firefox';
const INSTALL_LIMIT_MS = 5 * 60_000;

export const NO_FIREFOX = `No Firefox was found and none could be installed: install Firefox 140 or later, or set ${VARIABLE} to the path of one.`;

/** The path of a Firefox, or undefined. Throws when the variable names one that is not there. */
export function findFirefox() {
  const named = process.env[VARIABLE];
  if (named && !isExecutable(named))
    throw new Error(`${VARIABLE} is set to ${named}, but there is no program to run there.`);
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return named || [...candidates, MAC_PATH].find(isExecutable);
}

/** The same, installing one where there is none. Throws one clear sentence where that fails too. */
export function findOrInstallFirefox() {
  const found = findFirefox();
  if (found !== undefined) return found;
  if (isDebian() && process.getuid?.() === 0) {
    process.stdout.write('No Firefox found: installing one.\n');
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', 'firefox-esr']);
  }
  const installed = findFirefox();
  if (installed === undefined) throw new Error(NO_FIREFOX);
  return installed;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function run(command, args) {
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: INSTALL_LIMIT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
