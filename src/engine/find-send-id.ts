// From what a sensor calls a send to the send.

import type { SendRef } from '../observation/observation';
import type { SendId } from './ids';
import type { StateView } from './state';

/** Undefined when no sensor told of it, or when the send was trimmed. */
export function findSendId({ alias, send }: Pick<StateView, 'alias' | 'send'>, ref: SendRef): SendId | undefined {
  return alias.get(ref) ?? send.get(ref)?.id;
}
