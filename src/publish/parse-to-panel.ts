// The panel's door for messages: what does not fit the protocol is dropped with a reason.

import { isJsonObject } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { PROTOCOL_VERSION, type ToPanel } from './protocol';

export function parseToPanel(raw: unknown): Result<ToPanel, 'other-protocol' | 'malformed-message'> {
  if (!isJsonObject(raw)) return fail('malformed-message');
  if ('protocol' in raw && raw.protocol !== PROTOCOL_VERSION) return fail('other-protocol');
  return succeed(raw as unknown as ToPanel);
}
