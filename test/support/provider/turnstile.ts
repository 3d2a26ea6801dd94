// Lets one task through at a time, in order of arrival: what a transaction does for a provider with a real database.
// Without it, two racing refreshes could both read the token as unused, and a race would end differently every time.
export interface Turnstile {
  pass<T>(task: () => Promise<T>): Promise<T>;
}

export function createTurnstile(): Turnstile {
  let last: Promise<unknown> = Promise.resolve();
  return {
    pass(task) {
      const turn = last.then(task);
      // The next one waits for this one's end, not for its success.
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
