export const NO_CHROMIUM: string;
export function findChromium(): Promise<string | undefined>;
export function findOrInstallChromium(): Promise<string>;
