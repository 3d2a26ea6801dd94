// Wires the page: the session, the API, the buttons. `?renew=off` opens the page without automatic renewal, for the
// second tab of a race: only the race itself shall make it refresh.
import { createApiClient } from './api-client';
import { createPageView } from './page-view';
import { createSession, describeRefusal, restoreUser } from './session';
import { createSupersededTokens } from './superseded-tokens';
import { createTabRace } from './tab-race';
import { readWorldConfig } from './world-config';

const config = readWorldConfig();
const view = createPageView();
let renewing = new URLSearchParams(location.search).get('renew') !== 'off';
const session = createSession(config, renewing);
const { manager } = session;
const api = createApiClient(config.apiOrigin, session);
const superseded = createSupersededTokens(config);
const race = createTabRace({
  refresh: session.refresh,
  openTab: () => window.open('/?renew=off', '_blank', 'noopener'),
  onRaced: (outcome) => view.finishAction('Raced by another tab', outcome),
});

const toggleRenewal = async (): Promise<string> => {
  renewing = !renewing;
  if (renewing) manager.startSilentRenew();
  else manager.stopSilentRenew();
  view.showRenewal(renewing);
  return renewing ? 'on' : 'off';
};

const onClick = (id: string, act: () => Promise<string>): void => {
  const button = document.querySelector<HTMLButtonElement>(`#${id}`);
  if (!button) throw new Error(`The page has no button ${id}`);
  button.addEventListener('click', async () => {
    const name = button.textContent;
    view.finishAction(name, await act().catch(describeRefusal));
  });
};

onClick('sign-in', () => manager.signinRedirect().then(() => 'on the way to the provider'));
onClick('sign-out', () => manager.signoutRedirect().then(() => 'on the way to the provider'));
onClick('call-api', () => api.call('/me'));
onClick('call-with-retry', () => api.callWithRetry('/orders'));
onClick('refresh-now', session.refresh);
onClick('toggle-renewal', toggleRenewal);
onClick('replay-refresh-token', superseded.replayFirst);
onClick('race-tabs', race.run);

let known = false;
manager.events.addUserLoaded((user) => {
  superseded.note(user);
  view.showUser(user);
  if (known) {
    view.log('New tokens arrived');
    view.countRenewal();
  }
  known = true;
});
manager.events.addSilentRenewError((error) => view.log(`Automatic renewal: ${describeRefusal(error)}`));

view.showRenewal(renewing);
const user = await restoreUser(manager);
view.showUser(user);
if (user) {
  view.log('Signed in');
  race.announce();
}
