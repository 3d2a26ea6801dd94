// A rule is data and one pure function over one subject. The catalogue lists them; analysis calls them when their subject
// changed. To add one: a module here, a line in catalogue.ts, a test.

import type { Chain } from '../engine/chain';
import type { Client } from '../engine/client';
import type { Server } from '../engine/endpoint';
import type { Policy } from '../engine/policy';
import type { Refresh } from '../engine/refresh';
import type { Send } from '../engine/send';
import type { State } from '../engine/state';
import type { Token } from '../engine/token';
import type { RuleText, Verdict } from './finding';

export type Subjects = {
  readonly token: Token;
  readonly refresh: Refresh;
  readonly chain: Chain;
  readonly send: Send;
  readonly client: Client;
  readonly server: Server;
};
export type SubjectKind = keyof Subjects;

/** What a rule may look at beside its subject. */
export type Look = { readonly state: State; readonly policy: Policy };

type RuleBase = RuleText & {
  /** Why this rule could not be judged at all, in words; null when it could. Asked only while it has found nothing. */
  readonly explainSilence?: (look: Look) => string | null;
};

export type RuleOn<Kind extends SubjectKind> = RuleBase & {
  readonly subject: Kind;
  /**
   * What is to be said of the subject as it stands, or null. Called anew whenever the subject changes; a later null takes
   * the verdict back, except where `isSticky`: an event in a bounded window stays found when the window moves on.
   */
  readonly evaluate: (subject: Subjects[Kind], look: Look) => Verdict | null;
  readonly isSticky?: boolean;
  /** Sticky rules only: later news, such as a body that came late, shows that what this verdict rests on was none. */
  readonly isDisproved?: (verdict: Verdict, subject: Subjects[Kind], look: Look) => boolean;
  /** All subjects speak of one and the same thing (one computer has one clock): the newest verdict replaces the others. */
  readonly isOneForAll?: boolean;
};

export type Rule = { readonly [Kind in SubjectKind]: RuleOn<Kind> }[SubjectKind];

/** Keeps the subject's type in a rule module without a cast. */
export const defineRule = <Kind extends SubjectKind>(rule: RuleOn<Kind>): RuleOn<Kind> => rule;
