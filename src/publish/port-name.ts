// Names of ports: what the page is, and which tab it looks at.

import { DEVTOOLS_PORT, PANEL_PORT } from './protocol';

export type PortKind = typeof PANEL_PORT | typeof DEVTOOLS_PORT;
/** `tabId` is null outside of a tab's DevTools. */
export type PortName = { readonly kind: PortKind; readonly tabId: number | null };

const PORT_NAME = /^(\w+):(\d{1,10}|none)$/;

export const formatPortName = ({ kind, tabId }: PortName): string => `${kind}:${tabId ?? 'none'}`;

/** Null for a name that is none of ours. */
export function parsePortName(name: string): PortName | null {
  const [, kind, digits] = PORT_NAME.exec(name) ?? [];
  if (kind !== PANEL_PORT && kind !== DEVTOOLS_PORT) return null;
  return { kind, tabId: digits === 'none' ? null : Number(digits) };
}
