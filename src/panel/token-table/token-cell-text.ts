// The cells of a token as text, for the clipboard: whole where the screen cuts, and safe to paste.

import { showUntrusted } from '../../base/show-untrusted';
import { writeSpan } from '../../base/write-duration';
import { METHOD_PHRASES } from '../../report/lifetime-words';
import { STATE_NAMES } from '../../report/state-words';
import { nameIssuer } from '../model/client-name';
import { type PanelModel, readState } from '../model/create-panel-model';
import { listCarriers } from '../model/list-carriers';
import type { TokenEntry } from '../model/token-entry';
import type { SortKey } from '../model/token-order';
import { readMoment } from '../model/token-phase';
import { nameContext } from '../words/context-words';
import { ROLE_PHRASES } from '../words/token-words';

const MAX_CHARS = 2000;
const clean = (text: string | null): string => (text === null ? '' : showUntrusted(text, MAX_CHARS));

export function writeTokenCell(model: PanelModel, entry: TokenEntry, key: SortKey): string {
  const state = readState(model);
  const { token, chain, lifetime } = entry;
  const readNow = () => readMoment(state, entry, model.nowMs.peek());
  const writers: Readonly<Record<SortKey, () => string>> = {
    token: () => `${token.label} ${ROLE_PHRASES[token.role]}`,
    client: () => clean(entry.client),
    issuer: () => clean(token.identity.issuer ?? nameIssuer(token, chain)),
    expiry: () => readNow().text,
    state: () => STATE_NAMES[readNow().state],
    lifetime: () =>
      lifetime.lifetimeSec === null
        ? METHOD_PHRASES[lifetime.method]
        : `${writeSpan(lifetime.lifetimeSec)} (${METHOD_PHRASES[lifetime.method]})`,
    uses: () =>
      `${token.accepted} accepted, ${token.rejected} refused, ${token.presentationsAfterExpiry} after its expiry`,
    carriers: () => listCarriers(token).join(', '),
    tabs: () => token.contexts.map((id) => nameContext(id, model.environment.inspectedTabId)).join(', '),
    chain: () => chain?.label ?? '',
    findings: () => entry.findings.map(({ severity, rule }) => `${severity} ${rule}`).join(', '),
  };
  return writers[key]();
}
