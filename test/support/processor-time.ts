// How long work takes by itself: time of the processor, not of the clock, so that other programs on the machine do not
// count; and the least of several tries, so that a collection of garbage or a compilation in the midst does not either.

/** What is slow each time is slow by itself, and not the machine's doing. */
const REPEATS = 3;

/** Milliseconds of the processor. What `work` throws goes on. */
export function time(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The first try and the least of all; tried again only when the first took longer than `allowedMs`. */
export function timeLeast(work: () => void, allowedMs: number): { readonly ms: number; readonly leastMs: number } {
  const ms = time(work);
  if (ms <= allowedMs) return { ms, leastMs: ms };
  return { ms, leastMs: Math.min(ms, ...Array.from({ length: REPEATS }, () => time(work))) };
}
