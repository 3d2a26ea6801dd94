import type { ProfileName } from '../../../src/engine/profile';
import { createLiveSession } from '../../../src/store/create-live-session';
import type { LiveSession } from '../../../src/store/live-session';
import { createFakeArchive, type FakeArchive } from '../fakes/fake-archive';
import { createFakeTime } from '../fakes/fake-time';
import { answerReceived, presentedAccess, requestSent } from '../fakes/observations';
import { plain } from '../fakes/plain-analysis';
import { createRandomHex } from './create-random-hex';

export const CALL = requestSent({ credentials: [presentedAccess(1)] });
export const ANSWER = answerReceived({});

export function open(archive: FakeArchive, time = createFakeTime(), profile: ProfileName = 'aal1'): LiveSession {
  const { readNowMs, schedule } = time;
  const loadProfile = (): Promise<ProfileName> => Promise.resolve(profile);
  return createLiveSession({ archive, loadProfile, readNowMs, schedule, createRandomHex });
}

export async function openReady(archive: FakeArchive = createFakeArchive()): Promise<LiveSession> {
  const session = open(archive);
  await session.settle();
  return session;
}

export const stateOf = (session: LiveSession): unknown => plain(session.analysis());
export const faultsOf = (session: LiveSession) =>
  session
    .analysis()
    .state.log.get('log')
    ?.faults.map(({ where, reason }) => `${where}: ${reason}`);
