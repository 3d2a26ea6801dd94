// What tests need not wait for. Chromium 156 has two pages ready for the list under the address bar of every new window,
// which nobody sees in a test: each runs in a process of its own, and together they took a fifth of the browser's time.

const POPUPS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
/** Only the last flag of this name counts: what Playwright disables (its chromiumSwitches.ts) has to be in it as well. */
const DISABLED_BY_PLAYWRIGHT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** For a Chromium that Playwright starts. Puppeteer adds its own list by itself: see {@link NO_POPUPS_FLAG}. */
export const DISABLED_FEATURES_FLAG = `--disable-features=${[...POPUPS, ...DISABLED_BY_PLAYWRIGHT].join(',')}`;
export const NO_POPUPS_FLAG = `--disable-features=${POPUPS.join(',')}`;
