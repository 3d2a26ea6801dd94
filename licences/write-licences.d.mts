export const DOCUMENT: URL;
export function describeLicences(): string;
