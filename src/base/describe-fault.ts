import { MAX_FAULT_NAME_CHARS } from './limits';

const LOCATION = /([\w.$-]+\.(?:js|ts|tsx)(?:-[\w-]+)?(?:\.js)?:\d+)/;

/**
 * A caught error in words that can be kept and shown: its kind and where it happened. Never its message: JSON.parse and its
 * like quote their input there, which may be a secret.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const name = /^\w+$/.test(error.name) ? error.name.slice(0, MAX_FAULT_NAME_CHARS) : 'Error';
  // V8 begins the stack with the message, which may look like a frame.
  const frame = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .find((line) => /^\s*at |@/.test(line));
  const place = frame === undefined ? null : LOCATION.exec(frame)?.[1];
  return place === null || place === undefined ? name : `${name} at ${place}`;
}
