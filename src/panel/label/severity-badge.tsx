import type { JSX } from 'preact';
import type { Severity } from '../../rules/finding';

type SeverityBadgeProps = { readonly severity: Severity; readonly count?: number };

export function SeverityBadge({ severity, count = 1 }: SeverityBadgeProps): JSX.Element {
  return <span class={`badge badge-${severity}`}>{count > 1 ? `${count} ${severity}` : severity}</span>;
}
