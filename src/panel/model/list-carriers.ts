import type { Token } from '../../engine/token';
import type { Carrier } from '../../observation/carrier';

const RECEIVED: ReadonlySet<Carrier> = new Set([
  'response-json',
  'response-form',
  'response-header',
  'set-cookie',
  'redirect',
]);

/** How it is sent before how it was received: the former is what a reader looks for. */
export const listCarriers = ({ carriers }: Token): readonly Carrier[] => [
  ...carriers.filter((carrier) => !RECEIVED.has(carrier)),
  ...carriers.filter((carrier) => RECEIVED.has(carrier)),
];
