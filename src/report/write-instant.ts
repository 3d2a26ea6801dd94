import type { Instant } from './report';

/** `2026-11-21 14:02:11 UTC`. */
export const writeInstant = (at: Instant): string => `${at.slice(0, 19).replace('T', ' ')} UTC`;
