/**
 * Do two refreshes ask for the same resource, audience and scope? Only then is the second a repeat (T16). A request that
 * names none asks for what was granted (RFC 6749 6), so it is a repeat of any.
 */
export const isSameTarget = (a: string, b: string): boolean => a === b || a === '' || b === '';
