// Looks for a text in everything that is alive in this process, by a snapshot of its heap (V8 collects garbage first).
import { getHeapSnapshot, setFlagsFromString } from 'node:v8';
import { type HeapString, readHeapSnapshot } from './read-heap-snapshot';

/** V8 cuts strings off after 1024 characters in a snapshot: a token far behind in a header would not be seen. */
const STRING_LIMIT = 1_000_000;

/** The strings in which `wanted` was found, cut to what surrounds it, with what holds them. */
export async function findInHeap(wanted: RegExp): Promise<readonly string[]> {
  setFlagsFromString(`--heap-snapshot-string-limit=${STRING_LIMIT}`);
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk));
  const snapshot = readHeapSnapshot(Buffer.concat(chunks).toString('utf8'));
  return snapshot.findStrings((text) => wanted.test(text)).map(describe);
}

const describe = ({ text, holders }: HeapString): string => `${text.slice(0, 100)} held by ${holders.join(' < ')}`;
