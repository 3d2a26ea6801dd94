// The parts that load with their first use; fetched ahead once the panel stands, so that no click waits.

export const loadRefreshLog = () => import('../refresh-log/refresh-log').then((part) => part.RefreshLog);
export const loadChainView = () => import('../chain-view/chain-view').then((part) => part.ChainView);
export const loadFindingList = () => import('../finding-list/finding-list').then((part) => part.FindingList);
export const loadDetailStory = () => import('../detail/detail-story').then((part) => part.DetailStory);
export const loadSilentVerdict = () => import('../silent-verdict/silent-verdict').then((part) => part.SilentVerdict);
export const loadTimeline = () => import('../timeline/timeline').then((part) => part.Timeline);
export const loadImportStrip = () => import('./import-strip').then((part) => part.ImportStrip);
export const loadFacetChoices = () => import('../toolbar/facet-choices').then((part) => part.FacetChoices);
export const loadHelpText = () => import('./help-text').then((part) => part.HelpText);
export const loadSettingsChoices = () => import('../toolbar/settings-choices').then((part) => part.SettingsChoices);
export const loadFaultList = () => import('../status-bar/fault-list').then((part) => part.FaultList);
export const loadStatusHints = () => import('../status-bar/status-hints').then((part) => part.StatusHints);
/** Not fetched ahead: the forms of reports are large, and seldom asked for. */
export const loadExportForms = () => import('../toolbar/export-forms').then((part) => part.ExportForms);

/** A failure is reported here, and shows where the part is used. */
export function fetchLateParts(): void {
  for (const load of [
    loadTimeline,
    loadDetailStory,
    loadSilentVerdict,
    loadRefreshLog,
    loadChainView,
    loadFindingList,
    loadHelpText,
    loadImportStrip,
    loadFacetChoices,
    loadSettingsChoices,
    loadFaultList,
    loadStatusHints,
  ])
    load().catch(reportError);
}
