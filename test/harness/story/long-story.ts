// Names as large providers give them: issuers of a line and more, client ids of forty characters, words from right to left.

import { createApp } from './app';
import { SHOP_DAY } from './shop-story';
import { createStory } from './story';

const story = createStory(SHOP_DAY);
export const LONG_NOW = story.at('14:30:00');

const entra = createApp(story, {
  client: '6731de76-14a6-49ae-97bc-6eba6914391e4f2a',
  origin: 'https://portal.department-of-long-names.example.gov',
  issuer: 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0',
  api: 'https://api.department-of-long-names.example.gov',
  tab: 7,
  accessSec: 3600,
  refreshSec: 86_400,
  claims: {
    name: '\u05d3\u05e0\u05d4 \u05db\u05d4\u05df',
    family_name: '\u0627\u0644\u0639\u0631\u0628\u064a\u0629',
    'https://claims.department-of-long-names.example.gov/roles': ['Application.Administrator.ReadWrite.All'],
  },
});
entra.signIn('14:00:00');
entra.call('14:05:00', { path: '/v1/organizations/{id}/subscriptions/{id}/resource-groups/{id}/deployments' });
entra.refresh('14:25:00');
entra.refresh('14:26:00', { answer: 'invalid_grant' });

export const LONG_STORY = story.observations();
