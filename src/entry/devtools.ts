// One per DevTools window, for as long as it is open.

import { createDevtoolsPanel } from '../platform/devtools-panel';

createDevtoolsPanel('Tokens', '/src/entry/icons/icon-32.png', '/src/entry/panel.html');
