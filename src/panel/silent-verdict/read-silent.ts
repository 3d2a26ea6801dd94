// The verdict on the refreshes in scope, from what the panel has.

import { createPolicy } from '../../engine/policy';
import { DEFAULT_PROFILE } from '../../engine/profile';
import { judgeSilentRefresh } from '../../report/judge-silent';
import type { SilentRefresh } from '../../report/silent-refresh';
import type { PanelModel } from '../model/create-panel-model';

/** Reads signals. */
export function readSilentRefresh(model: PanelModel): SilentRefresh {
  const { state, status } = model.feed.value;
  return judgeSilentRefresh({
    state,
    policy: createPolicy(status?.profile ?? DEFAULT_PROFILE),
    refreshes: model.refreshes.value,
    tokens: model.tokenEntries.value.map(({ token }) => token),
    foundRules: new Set([...model.findings.value, ...model.mutedFindings.value].map(({ rule }) => rule)),
    isSanitised: model.environment.imported?.isSanitised ?? false,
  });
}
