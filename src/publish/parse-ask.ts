import { type Guard, isNumberOrNull, isObjectOf, isOneOf, isOptional } from '../base/guard';
import type { Ask } from './protocol';

const isAsk: Guard<Ask> = isObjectOf<Ask>({ kind: isOneOf('get-report'), tabId: isOptional(isNumberOrNull) });

/** Null for what is no question of ours. */
export const parseAsk = (raw: unknown): Ask | null => (isAsk(raw) ? raw : null);
