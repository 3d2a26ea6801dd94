// A snapshot of everything alive in one context of the extension, taken by the DevTools protocol.
import { type HeapSnapshot, readHeapSnapshot } from '../heap/read-heap-snapshot';
import type { ExtensionTarget } from './extension-targets';

/** V8 cuts strings off after 1024 characters in a snapshot: start the browser with this to see the rest. */
export const WHOLE_STRINGS_FLAG = '--js-flags=--heap-snapshot-string-limit=1000000';

export async function takeTargetHeap(target: ExtensionTarget): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  await target.send('HeapProfiler.collectGarbage');
  await target.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false }, ({ method, params }) => {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push((params as { chunk: string }).chunk);
  });
  return readHeapSnapshot(chunks.join(''));
}
