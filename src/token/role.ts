// Token kinds and how sure we are of them (rules.md 2.5, report.schema.json).

/** single: one token is both access and renewal credential. session: a JWT cookie that is neither. */
export type TokenRole =
  | 'access'
  | 'refresh'
  | 'id'
  | 'single'
  | 'dpop-proof'
  | 'publishable-key'
  | 'session'
  | 'unknown';

export type Strength = 'confirmed' | 'likely' | 'possible';

/** The row of rules.md 2.5 that gave a role; the lower number wins. K9: nothing said anything. */
export type RoleRow = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** A role together with the row that gave it and the strength of that evidence. */
export type RoleEvidence = { readonly role: TokenRole; readonly strength: Strength; readonly row: RoleRow };
