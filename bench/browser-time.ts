// How much of the processor a browser took, all its processes together: other programs on the machine do not count. Linux.

import { readdir, readFile } from 'node:fs/promises';

/** The kernel counts in hundredths of a second (proc_pid_stat(5), USER_HZ). */
const MS_PER_TICK = 10;

type Process = { readonly id: number; readonly parent: number; readonly spentMs: number; readonly command: string };

/** Milliseconds since its start of the browser that was started with this profile; NaN where there is no /proc. */
export async function readBrowserMs(profile: string): Promise<number> {
  const processes = await listProcesses();
  const isOfBrowser = new Set(
    processes.filter(({ command }) => command.includes(`--user-data-dir=${profile}`)).map(({ id }) => id),
  );
  // Sorted by id, and a child's id may be below its parent's: asked again until nothing new is found.
  for (let known = 0; known !== isOfBrowser.size; ) {
    known = isOfBrowser.size;
    for (const { id, parent } of processes) if (isOfBrowser.has(parent)) isOfBrowser.add(id);
  }
  const own = processes.filter(({ id }) => isOfBrowser.has(id));
  return own.length === 0 ? Number.NaN : own.reduce((sum, { spentMs }) => sum + spentMs, 0);
}

async function listProcesses(): Promise<readonly Process[]> {
  const names = await readdir('/proc').catch(() => []);
  const read = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  return read.filter((process) => process !== null);
}

/** Null for one that has ended meanwhile. */
async function readProcess(name: string): Promise<Process | null> {
  try {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8');
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8');
    // The second field is the program's name in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
    return { id: Number(name), parent: parent ?? 0, spentMs: ((user ?? 0) + (system ?? 0)) * MS_PER_TICK, command };
  } catch {
    return null;
  }
}
