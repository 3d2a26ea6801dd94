// Finds a Chromium that can load an unpacked extension, and installs one where there is none. Plain Node without
// dependencies, because it also runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const VARIABLES = ['TOKEN_LIFELINE_CHROMIUM', 'CHROMIUM_PATH'];
// Branded Chrome is no use: since version 137 it takes no unpacked extension from the command line.
const SYSTEM_NAMES = ['chromium', 'chromium-browser'];
const MAC_PATH = '/Applications/Chromium.app/Contents/MacOS/Chromium';
const INSTALL_LIMIT_MS = 5 * 60_000;

export const NO_CHROMIUM =
  'No Chromium was found and none could be installed: install Chromium (for example with "npx playwright install ' +
  'chromium" or your system\'s package "chromium"), or set TOKEN_LIFELINE_CHROMIUM to the path of one.';

/** The path of a Chromium, or undefined. Throws when a variable names one that is not there. */
export async function findChromium() {
  return fromEnvironment() ?? (await fromPlaywright()) ?? fromSystem();
}

/** The same, installing one where there is none. Throws one clear sentence where that fails too. */
export async function findOrInstallChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;
  process.stdout.write('No Chromium found: installing one.\n');
  run('npx', ['--no-install', 'playwright', 'install', 'chromium']);
  const downloaded = await findChromium();
  if (downloaded !== undefined) return downloaded;
  if (isDebian() && process.getuid?.() === 0) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', 'chromium']);
  }
  const installed = await findChromium();
  if (installed === undefined) throw new Error(NO_CHROMIUM);
  return installed;
}

function fromEnvironment() {
  const variable = VARIABLES.find((name) => process.env[name]);
  if (variable === undefined) return undefined;
  const path = process.env[variable];
  if (!isExecutable(path)) throw new Error(`${variable} is set to ${path}, but there is no program to run there.`);
  return path;
}

async function fromPlaywright() {
  // Not installed yet is no error here: the system may have a Chromium all the same.
  const playwright = await import('playwright').catch(() => undefined);
  const path = playwright?.chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function fromSystem() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, MAC_PATH].filter(isExecutable).find(isRealChromium);
}

/** Some systems ship a "chromium" that only says where to get it: ask each for its version. */
function isRealChromium(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /Chromium \d+/.test(stdout);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function run(command, args) {
  const options = { stdio: ['ignore', 'inherit', 'inherit'], timeout: INSTALL_LIMIT_MS };
  const { status, error } = spawnSync(command, args, {
    ...options,
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0)
    process.stdout.write(`"${[command, ...args].join(' ')}" did not work${error ? `: ${error.message}` : ''}.\n`);
}
