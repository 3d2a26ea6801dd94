// What the page shows: the session's state, the token's time left and a log. Everything that a test waits for is an
// attribute of the element #app.
import type { User } from 'oidc-client-ts';

export interface PageView {
  showUser(user: User | null): void;
  showRenewal(on: boolean): void;
  countRenewal(): void;
  /** Counted last, so that whoever waits for the count sees the outcome too. */
  finishAction(action: string, outcome: string): void;
  log(text: string): void;
}

export function createPageView(): PageView {
  const app = find('#app');
  const log = find('#log');
  let shownUser: User | null = null;

  const increase = (name: 'renewals' | 'actions'): void => {
    app.dataset[name] = String(Number(app.dataset[name]) + 1);
  };

  const showTimeLeft = (): void => {
    const expiresAtSec = shownUser?.expires_at;
    const leftSec = expiresAtSec === undefined ? undefined : Math.ceil(expiresAtSec - Date.now() / 1000);
    app.dataset.token = leftSec === undefined ? 'none' : leftSec > 0 ? 'live' : 'expired';
    find('#time-left').textContent =
      leftSec === undefined ? 'none' : leftSec > 0 ? `${leftSec} s left` : `expired ${-leftSec} s ago`;
  };
  setInterval(showTimeLeft, 250);

  const write = (text: string): void => {
    const item = document.createElement('li');
    const time = document.createElement('time');
    time.textContent = new Date().toLocaleTimeString('en-GB');
    item.append(time, text);
    item.classList.toggle('wrong', /refused|failed|401/.test(text));
    log.prepend(item);
  };

  return {
    showUser(user) {
      shownUser = user;
      showTimeLeft();
      find('#who').textContent = user ? (user.profile.name ?? user.profile.sub) : 'nobody';
      for (const button of document.querySelectorAll('button'))
        button.disabled = (button.id === 'sign-in') === (user !== null);
      app.dataset.session = user ? 'signed-in' : 'signed-out';
    },
    showRenewal(on) {
      app.dataset.renewal = on ? 'on' : 'off';
      find('#renewal').textContent = on ? 'on' : 'off';
      find('#toggle-renewal').textContent = on ? 'Stop automatic renewal' : 'Start automatic renewal';
    },
    countRenewal() {
      increase('renewals');
    },
    finishAction(action, outcome) {
      write(`${action}: ${outcome}`);
      app.dataset.lastAction = action;
      app.dataset.lastOutcome = outcome;
      increase('actions');
    },
    log: write,
  };
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}
