// Private windows: Chrome runs a second, split instance of us for them; Firefox runs one for all windows.

import { browser } from './browser-api';

/** This instance serves private windows only. */
export const isPrivateInstance = (): boolean => browser.extension.inIncognitoContext === true;

/** Another instance serves the private windows, so that this one never sees them. */
export const isSplit = (): boolean => browser.runtime.getManifest()['incognito'] === 'split';
