// Keys of the engine's entities. All are safe to store and to publish.

import type { Fingerprint } from '../base/brand';

export type TokenId = Fingerprint;
/** The first sensor's SendRef of the wire send. */
export type SendId = string;
/** Equal to the id of the send that made the refresh. */
export type RefreshId = string;
/** The label's number as text: C1 is '1'. */
export type ChainId = string;
/** `partition|origin of the app`: all contexts that share storage. */
export type ClientId = string;
/** `METHOD origin/path-template`. */
export type EndpointKey = string;
