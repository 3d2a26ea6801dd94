// What every client page has: a button for each thing that its client can do, and what came of it as attributes that a
// test can wait for.
export type Actions = Readonly<Record<string, () => Promise<string>>>;

const CLOCK_MS = 100;
const page = document.querySelector<HTMLElement>('#client');
if (!page) throw new Error('The page has no place for its client');
const { dataset } = page;
let isDue = (): boolean => false;
const showDue = (): void => {
  dataset.due = String(isDue());
};

/** Every action says its outcome in words, a failing one too. */
export function offerActions(actions: Actions): void {
  for (const [name, act] of Object.entries(actions)) {
    const button = document.createElement('button');
    button.textContent = name;
    button.addEventListener('click', async () => {
      dataset.lastOutcome = await act().catch((error: unknown) => `failed (${String(error)})`);
      // What was due before may not be due any more.
      showDue();
      dataset.actions = String(Number(dataset.actions) + 1);
    });
    page?.append(button);
  }
}

export function showSession(isSignedIn: boolean): void {
  dataset.session = isSignedIn ? 'signed-in' : 'signed-out';
}

export function countRenewal(): void {
  dataset.renewals = String(Number(dataset.renewals) + 1);
}

/** Keeps saying whether the client would refresh now if it were asked for a token. */
export function watchDue(question: () => boolean): void {
  isDue = question;
  setInterval(showDue, CLOCK_MS);
}

export async function describeAnswer(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  await response.text();
  return `answered ${response.status}`;
}
