// The worker: wires sensors, session and pages together. Every listener is registered in the first turn, always the same
// ones in the same order: what wakes a dead worker is delivered to those only.

import { describeFault } from '../base/describe-fault';
import { createPolicy } from '../engine/policy';
import { DEFAULT_PROFILE, isProfileName, type ProfileName } from '../engine/profile';
import { readTabClosed } from '../observe/tab-life';
import { type BrowserRequest, readPartition } from '../observe/web-request';
import { answerMessages } from '../platform/messages';
import { acceptPorts } from '../platform/ports';
import { createPrivateArchive } from '../platform/private-archive';
import { isPrivateInstance, isSplit } from '../platform/private-mode';
import { createSessionArchive } from '../platform/session-archive';
import { onSiteAccessChange, readHasAllSites } from '../platform/site-access';
import { loadSetting, saveSetting } from '../platform/stored-setting';
import { readNowMs } from '../platform/system-clock';
import { hasPrivateTab, onTabRemoved, readTabStorage, type TabStorage } from '../platform/tabs';
import { watchWebRequests } from '../platform/web-request';
import type { Channel } from '../publish/channel';
import { holdChannel } from '../publish/held-channel';
import { createKeptMutes } from '../publish/kept-mutes';
import { parseAsk } from '../publish/parse-ask';
import { type PortName, parsePortName } from '../publish/port-name';
import { PANEL_PORT, type Status } from '../publish/protocol';
import { buildReport } from '../report/build-report';
import type { Report } from '../report/report';
import { createNoArchive } from '../store/archive';
import { createWorld, type World } from './world';

let siteAccess: Status['siteAccess'] = 'all';
/** The user's choice, asked for once per life of the worker. */
let chosenProfile = readChosenProfile();

const readSiteAccess = (): Status['siteAccess'] => siteAccess;
const isPrivate = isPrivateInstance();
const archive = isPrivate ? createPrivateArchive() : createSessionArchive();
const mutes = createKeptMutes({
  load: () => loadSetting('muted'),
  save: (muted) => saveSetting('muted', muted),
  onChange() {
    for (const { publisher } of listWorlds()) publisher.noteMuted();
  },
  onFault: (error) => main.session.noteFault('settings', describeFault(error)),
});
const shared = { readSiteAccess, loadProfile: () => chosenProfile, onProfile: chooseProfile, mutes };
const main = createWorld({ ...shared, archive, isPrivate });
/** Firefox only: while a private window is open. What was seen in it goes with the last one. */
let beside: World | null = null;

function openBeside(): World {
  beside ??= createWorld({ ...shared, archive: createNoArchive(), isPrivate: true });
  return beside;
}

const isSpanning = !isSplit();
const listWorlds = (): readonly World[] => (beside === null ? [main] : [main, beside]);
const pickWorldOf = (event: BrowserRequest): World => (isSpanning && event.incognito === true ? openBeside() : main);

watchWebRequests(
  {
    takeBeforeRequest: (event) => pickWorldOf(event).sensor.takeBeforeRequest(event),
    takeSendHeaders: (event) => pickWorldOf(event).sensor.takeSendHeaders(event),
    takeBeforeRedirect: (event) => pickWorldOf(event).sensor.takeBeforeRedirect(event),
    takeResponseStarted: (event) => pickWorldOf(event).sensor.takeResponseStarted(event),
    takeErrorOccurred: (event) => pickWorldOf(event).sensor.takeErrorOccurred(event),
  },
  (event, work) => pickWorldOf(event).session.takeSoon('web-request', work),
);

acceptPorts((name, channel) => {
  const port = parsePortName(name);
  if (port === null) return channel.close();
  if (!isSpanning) return attach(main, main.partition, port, channel);
  const held = holdChannel(channel);
  return start('ports', async () => {
    const tab = await readTab(port.tabId);
    const world = pickWorld(tab);
    attach(world, readPartition(tab ?? {}, world.partition), port, held);
  });
});

answerMessages((message) => {
  const question = parseAsk(message);
  if (question === null) return undefined;
  return readTab(question.tabId ?? null).then((tab) => buildLiveReport(pickWorld(tab)));
});

onTabRemoved((tabId) => {
  for (const { session } of listWorlds())
    session.guard('tabs', () => session.observe(readTabClosed(tabId, readNowMs())));
  if (beside !== null) start('tabs', () => forgetPrivateWindows(tabId));
});

async function forgetPrivateWindows(closingTabId: number): Promise<void> {
  if (!(await hasPrivateTab(closingTabId))) beside = null;
}

onSiteAccessChange(() => start('access', refreshSiteAccess));
start('access', refreshSiteAccess);

/** Work that nobody waits for: what goes wrong in it is a fault like any other. */
function start(where: string, work: () => Promise<void>): void {
  work().catch((error: unknown) => main.session.noteFault(where, describeFault(error)));
}

function attach({ hub, publisher }: World, partition: string, { kind, tabId }: PortName, channel: Channel): void {
  if (kind === PANEL_PORT) publisher.accept(channel);
  else if (tabId !== null) hub.accept(tabId, partition, channel);
  else channel.close();
}

const readTab = async (tabId: number | null): Promise<TabStorage | null> =>
  isSpanning && tabId !== null ? readTabStorage(tabId) : null;
const pickWorld = (tab: TabStorage | null): World => (tab?.incognito === true ? openBeside() : main);

function buildLiveReport({ session }: World): Promise<Report> {
  return new Promise((resolve, reject) => {
    session.whenReady(() => {
      try {
        resolve(
          buildReport(session.analysis(), { kind: 'live', skipped: 0, version: __VERSION__, muted: mutes.read() }),
        );
      } catch (error) {
        session.noteFault('report', describeFault(error));
        reject(error);
      }
    });
  });
}

function chooseProfile(next: ProfileName): void {
  chosenProfile = Promise.resolve(next);
  for (const { session } of listWorlds()) session.guard('policy', () => session.setPolicy(createPolicy(next)));
  start('settings', () => saveSetting('profile', next));
}

async function readChosenProfile(): Promise<ProfileName> {
  const stored = await loadSetting('profile');
  return isProfileName(stored) ? stored : DEFAULT_PROFILE;
}

async function refreshSiteAccess(): Promise<void> {
  const hasAll = await readHasAllSites();
  siteAccess = hasAll ? 'all' : 'withheld';
  for (const { session, publisher } of listWorlds()) {
    session.guard('access', () => session.noteSiteAccess(hasAll));
    publisher.noteStatus();
  }
}
