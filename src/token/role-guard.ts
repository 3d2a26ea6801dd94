import { type Guard, isObjectOf, isOneOf } from '../base/guard';
import type { RoleEvidence, RoleRow, Strength, TokenRole } from './role';

export const isTokenRole: Guard<TokenRole> = isOneOf(
  'access',
  'refresh',
  'id',
  'single',
  'dpop-proof',
  'publishable-key',
  'session',
  'unknown',
);
export const isStrength: Guard<Strength> = isOneOf('confirmed', 'likely', 'possible');
export const isRoleRow: Guard<RoleRow> = isOneOf(1, 2, 3, 4, 5, 6, 7, 8, 9);

export const isRoleEvidence = isObjectOf<RoleEvidence>({ role: isTokenRole, strength: isStrength, row: isRoleRow });
