// Reading the panel inside the real DevTools window as a person would, and asking the extension's own pages for what
// no person sees: the report and the storage.
import { expect, type Locator } from '@playwright/test';
import type { DevtoolsWindow } from '../support/browser/devtools-window';
import { type Report, readReport } from '../support/report';

export type PanelTab = 'Tokens' | 'Refreshes' | 'Chains' | 'Findings';

export interface PanelPage {
  readonly root: Locator;
  readonly statusBar: Locator;
  /** On silent refresh; in the view of the refreshes. */
  readonly verdict: Locator;
  openTab(name: PanelTab): Promise<void>;
  showAllTabs(): Promise<void>;
  tokenRow(label: string): Locator;
  /** Seconds left by the panel's own countdown; negative after expiry. */
  secondsLeft(label: string): Promise<number>;
  refreshRow(label: string): Locator;
  chain(label: string): Locator;
  /** The chain's refresh tokens, by label, in the order shown. */
  chainTokens(label: string): Promise<(string | null)[]>;
  finding(rule: string): Locator;
  report(): Promise<Report>;
}

export function createPanelPage({ panel }: DevtoolsWindow): PanelPage {
  const root = panel.getByTestId('panel');
  const row = (testId: string, label: string): Locator =>
    panel.locator(`[data-testid="${testId}"][data-label="${label}"]`);
  const openTab = async (name: PanelTab): Promise<void> => {
    await panel.getByRole('tab', { name }).click();
    await expect(panel.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  };
  return {
    root,
    statusBar: panel.getByTestId('status-bar'),
    verdict: panel.getByTestId('verdict'),
    openTab,
    async showAllTabs() {
      await panel.getByText('All tabs', { exact: true }).click();
    },
    tokenRow: (label) => row('token-row', label),
    async secondsLeft(label) {
      return parseCountdown((await row('token-row', label).getByTestId('countdown').textContent()) ?? '');
    },
    refreshRow: (label) => row('refresh-row', label),
    chain: (label) => row('chain', label),
    chainTokens: (label) =>
      row('chain', label)
        .getByTestId('chain-token')
        .evaluateAll((items) => items.map((item) => item.getAttribute('data-label'))),
    finding: (rule) => panel.locator(`[data-testid="finding"][data-rule="${rule}"]`),
    report: () => readReport(panel.locator('html')),
  };
}

/** "00:12" is 12, "−01:02" is -62. Longer lives do not happen in these tests. */
function parseCountdown(text: string): number {
  const [, sign, minutes, seconds] = /^([−-]?)(\d\d):(\d\d)$/.exec(text.trim()) ?? [];
  if (minutes === undefined) throw new Error(`"${text}" is no countdown`);
  return (sign ? -1 : 1) * (Number(minutes) * 60 + Number(seconds));
}
