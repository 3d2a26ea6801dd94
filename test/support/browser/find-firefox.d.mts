export const NO_FIREFOX: string;
export function findFirefox(): string | undefined;
export function findOrInstallFirefox(): string;
