import type { Severity } from '../rules/finding';
import { type Block, codeOrDash, heading, type Inline, joinCodes, muted, paragraph, type Tone } from './document';
import type { Report, ReportFinding } from './report';
import { writeInstant } from './write-instant';

const TONES: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  high: 'bad',
  medium: 'note',
  low: 'note',
  info: 'muted',
};

/** Worst first, as the report has them. */
export function tellFindings({ findings }: Report): readonly Block[] {
  if (findings.length === 0)
    return [heading(2, 'Findings'), paragraph('None. That says nothing about what was not seen.')];
  return [heading(2, `Findings (${findings.length})`), ...findings.map(tellFinding)];
}

function tellFinding(finding: ReportFinding): Block {
  const times = finding.count > 1 ? `, ${finding.count} times` : '';
  const muting = finding.mutedBy === null ? '' : `, muted by ${finding.mutedBy}`;
  const subjects = [...finding.tokens, ...finding.refreshes, ...(finding.chain === null ? [] : [finding.chain])];
  return {
    kind: 'group',
    tone: TONES[finding.severity],
    blocks: [
      heading(3, { strong: finding.severity.toUpperCase() }, ' ', { data: finding.title }),
      muted(
        { code: finding.label },
        ' ',
        { code: finding.rule },
        `, confidence: ${finding.confidence}${times}${muting}, `,
        {
          data: writePeriod(finding),
        },
      ),
      paragraph({ data: finding.message }),
      {
        kind: 'facts',
        rows: [
          ['About', joinCodes(subjects)],
          ['Origin', codeOrDash(finding.origin)],
        ],
      },
      ...tellEvidence(finding),
      heading(4, 'What to do'),
      paragraph({ data: finding.remediation }),
      muted('References: ', { data: finding.references.join('; ') || 'none' }),
    ],
  };
}

function tellEvidence({ evidence }: ReportFinding): readonly Block[] {
  if (evidence.length === 0) return [];
  const items = evidence.map(({ at, what }): readonly Inline[] => [`${writeInstant(at)}: `, { data: what }]);
  return [heading(4, 'Evidence'), { kind: 'list', items }];
}

function writePeriod({ firstAt, lastAt }: ReportFinding): string {
  return firstAt === lastAt ? writeInstant(firstAt) : `${writeInstant(firstAt)} to ${writeInstant(lastAt)}`;
}
