// The worst traffic that there is room for: the archive stays under half of storage.session's quota, the findings stay,
// and the user is told.

import { describe, expect, it } from 'vitest';
import { createLiveSession } from '../../src/store/create-live-session';
import type { LiveSession } from '../../src/store/live-session';
import { makeJwt, makeRawAnswer, makeRawRequest, TEST_NOW_MS, TEST_NOW_SEC } from '../support/raw-halves';
import { createRandomHex } from '../unit/fakes/create-random-hex';
import { createFakeArchive, type FakeArchive } from '../unit/fakes/fake-archive';
import { createFakeTime } from '../unit/fakes/fake-time';
import { loadProfile } from '../unit/fakes/plain-analysis';

const QUOTA_BYTES = 10 * 1024 * 1024;
const HALF = QUOTA_BYTES / 2;
const EXCHANGES = 1800;

/** Measures as the browser does, and refuses what is too much. */
function createQuotaArchive(quotaBytes: number): {
  archive: FakeArchive;
  readPeakBytes: () => number;
  countRefusals: () => number;
} {
  const archive = createFakeArchive();
  const { put } = archive;
  const measure = (key: string, text: string | undefined): number =>
    text === undefined ? 0 : Buffer.byteLength(key) + Buffer.byteLength(text);
  let heldBytes = 0;
  let peakBytes = 0;
  let refusals = 0;
  archive.put = (entries) => {
    let bytes = heldBytes;
    for (const [key, text] of entries) bytes += measure(key, text) - measure(key, archive.contents.get(key));
    if (bytes > quotaBytes) {
      refusals += 1;
      return Promise.reject(new Error('Session storage quota bytes exceeded.'));
    }
    heldBytes = bytes;
    peakBytes = Math.max(peakBytes, bytes);
    return put(entries);
  };
  return { archive, readPeakBytes: () => peakBytes, countRefusals: () => refusals };
}

async function open(archive: FakeArchive): Promise<LiveSession> {
  const session = createLiveSession({ archive, loadProfile, ...createFakeTime(TEST_NOW_MS), createRandomHex });
  await session.settle();
  return session;
}

/** Letters of three bytes each. */
const LONG_TEXT = '長'.repeat(1500);

/** Hundreds of apps, every request with a token of its own, large and never expiring, and with cookies; many refreshes. */
async function overload(session: LiveSession): Promise<void> {
  for (let index = 0; index < EXCHANGES; index += 1) {
    const client = index % 300;
    const atMs = TEST_NOW_MS + index * 20;
    const token = makeJwt({
      iss: 'https://id.example',
      sub: `${client}`,
      jti: `${index}`,
      iat: TEST_NOW_SEC,
      LONG_TEXT,
    });
    const common = { ref: `web-request:${index}.0`, sensor: 'web-request', atMs } as const;
    const isRefresh = index % 3 === 0;
    const url = isRefresh ? `https://id${client}.example/token` : `https://api${client}.example/of/${index}`;
    session.sink.takeRequest(
      makeRawRequest({
        ...common,
        url,
        clientOrigin: `https://app${client}.example`,
        headers: [['Authorization', `Bearer ${token}`]],
        ...(isRefresh
          ? { form: { grant_type: 'refresh_token', refresh_token: `rt-of-client-${client}-${index}` } }
          : {}),
      }),
    );
    session.sink.takeAnswer(
      makeRawAnswer({
        ...common,
        url,
        atMs: atMs + 10,
        headers: Array.from({ length: 10 }, (_, cookie) => [
          'Set-Cookie',
          `session_${cookie}=${client}${'v'.repeat(60)}${index}`,
        ]),
        json: isRefresh
          ? { access_token: token, refresh_token: `rt-of-client-${client}-${index + 300}`, expires_in: 0 }
          : {},
      }),
    );
    if (index % 50 === 0) await session.settle();
  }
  await session.settle();
}

const listRules = (session: LiveSession): readonly string[] =>
  [...session.analysis().findings.values()].map(({ key }) => key).toSorted();
const listFaults = (session: LiveSession): readonly string[] =>
  session
    .analysis()
    .state.log.get('log')
    ?.faults.map(({ where, reason }) => `${where}: ${reason}`) ?? [];

describe('an archive under the worst traffic', { timeout: 300_000 }, () => {
  it.each([
    ['the browser’s quota', QUOTA_BYTES, false],
    ['half of what we count on', 2_000_000, true],
  ])(
    'with %s stays under half of the quota, keeps every finding and says what it forgets',
    async (_name, quota, isRefused) => {
      const { archive, readPeakBytes, countRefusals } = createQuotaArchive(quota);
      const first = await open(archive);
      await overload(first);
      expect(readPeakBytes()).toBeGreaterThan(quota / 5);
      expect(readPeakBytes()).toBeLessThanOrEqual(HALF);
      // Ours is the smaller bound in a real browser; where the browser's is, it is met, and not merely stayed away from.
      expect(countRefusals() > 0).toBe(isRefused);
      expect(listFaults(first)).toContainEqual(expect.stringMatching(/^archive: no room left; the oldest history/));
      expect(listFaults(first)).not.toContainEqual(expect.stringMatching(/cannot be written/));
      const second = await open(archive);
      expect(listRules(first).length).toBeGreaterThan(100);
      expect(listRules(second)).toEqual(listRules(first));
      expect(second.position().before).toBeNull();
    },
  );
});
