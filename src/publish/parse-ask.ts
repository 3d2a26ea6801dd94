import { isNumber, isObjectOf, isOneOf } from '../base/guard';
import { isJsonObject, readMember } from '../base/json';
import type { Ask } from './protocol';

const isAsk = isObjectOf<{ readonly kind: 'get-report' }>({ kind: isOneOf('get-report') });

/** Null for what is no question of ours. */
export function parseAsk(raw: unknown): Ask | null {
  if (!isAsk(raw) || !isJsonObject(raw)) return null;
  const tabId = readMember(raw, 'tabId');
  return isNumber(tabId) ? { kind: raw.kind, tabId } : { kind: raw.kind };
}
