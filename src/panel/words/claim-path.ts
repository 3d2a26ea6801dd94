/** `realm_access › roles`: a claim's name may hold any sign but hardly this one. */
export const writePath = (path: readonly string[]): string => path.join(' \u203a ');
