/** Calls `run` once after `delayMs`; returns what cancels it. */
export type Schedule = (delayMs: number, run: () => void) => () => void;
