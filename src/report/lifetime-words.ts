// How a lifetime was found, in words: the same in the panel and in every written report.

import type { LifetimeMethod } from '../engine/lifetime';

/** As METHOD_PHRASES, for a table cell. */
export const METHOD_NAMES: Readonly<Record<LifetimeMethod, string>> = {
  'claims:exp-iat': 'exp \u2212 iat',
  'claims:exp-nbf': 'exp \u2212 nbf',
  'claims:exp-issued': 'exp \u2212 issued',
  'response:expires_in': 'expires_in',
  'observed:first-seen': 'at least',
  none: '',
};

/** How a lifetime was found (rules.md 3.1): it stands beside the number. */
export const METHOD_PHRASES: Readonly<Record<LifetimeMethod, string>> = {
  'claims:exp-iat': 'exp \u2212 iat',
  'claims:exp-nbf': 'exp \u2212 nbf, there is no iat',
  'claims:exp-issued': 'exp \u2212 the moment it was issued',
  'response:expires_in': 'as announced by expires_in',
  'observed:first-seen': 'exp \u2212 first seen, a lower bound',
  none: 'not announced',
};
