import { createWorkerChannel } from '../platform/worker-channel';
import type { Channel } from '../publish/channel';

/** A worker per import: ending it is what cancels it, and what gives its memory back. */
export function startImportWorker(): Channel {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  return createWorkerChannel(worker);
}
