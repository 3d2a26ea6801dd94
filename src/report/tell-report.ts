// What a written report says, in order of weight: the verdict, the findings, then what they rest on, then what was not seen.

import { type Block, heading, muted, paragraph } from './document';
import { SANITISED } from './left-out';
import type { Report } from './report';
import { tellChains, tellClocks, tellRefreshes, tellTokens } from './tell-entities';
import { tellFindings } from './tell-findings';
import { writeInstant } from './write-instant';
import { listSilentFacts, VERDICT_WORDS, writeThresholds } from './write-silent-refresh';

export function tellReport(report: Report): readonly Block[] {
  return [
    heading(1, 'Token Lifeline report'),
    ...tellSource(report),
    ...tellSilent(report),
    ...tellFindings(report),
    ...tellChains(report),
    ...tellRefreshes(report),
    ...tellTokens(report),
    ...tellNotEvaluable(report),
    ...tellClocks(report),
    muted(
      'This report holds no token, no signature, no cookie value, no subject and no request or answer body. It tells what one browser saw; what a server did unseen, on other devices, or before the recording is not in it.',
    ),
  ];
}

function tellSource({ source, generator, policy }: Report): readonly Block[] {
  const { from, to, exchanges, gaps, skipped, sanitised } = source;
  const rows: (readonly [string, readonly { readonly data: string }[]])[] = [
    ['Source', [{ data: source.kind === 'har' ? 'HAR file' : 'live session in a browser' }]],
    ['Watched', [{ data: from === null || to === null ? 'nothing' : `${writeInstant(from)} to ${writeInstant(to)}` }]],
    ['Requests', [{ data: `${exchanges} with tokens or logins` }]],
    ['Session limits', [{ data: policy.profile.toUpperCase() }]],
    ['Written by', [{ data: `${generator.name} ${generator.version}` }]],
  ];
  const lost: Block[] = [];
  if (sanitised) lost.push({ kind: 'paragraph', tone: 'bad', text: [SANITISED] });
  if (skipped > 0)
    lost.push({
      kind: 'paragraph',
      tone: 'note',
      text: [
        `${skipped} ${skipped === 1 ? 'entry' : 'entries'} could not be read and ${skipped === 1 ? 'was' : 'were'} left out.`,
      ],
    });
  if (gaps.length > 0)
    lost.push(paragraph('Nothing was seen in these times:'), {
      kind: 'list',
      items: gaps.map((gap) => [{ data: `${writeInstant(gap.from)} to ${writeInstant(gap.to)}: ${gap.reason}` }]),
    });
  return [{ kind: 'facts', rows }, ...lost];
}

const SILENT_TONES = { pass: 'good', fail: 'bad', 'cannot-tell': 'note' } as const;

function tellSilent({ silentRefresh: silent }: Report): readonly Block[] {
  const decider = silent.checks.find(({ name }) => name === silent.decidedBy);
  const nameContext = (context: string): string => context.replace(':', ' ');
  return [
    heading(2, 'Silent refresh'),
    {
      kind: 'group',
      tone: SILENT_TONES[silent.verdict],
      blocks: [
        paragraph({ strong: VERDICT_WORDS[silent.verdict] }, '. ', { data: silent.reason }),
        ...(decider === undefined ? [] : [muted('Decided by ', { data: writeThresholds(decider) }, '.')]),
        {
          kind: 'facts',
          rows: listSilentFacts(silent, nameContext).map(({ name, text }) => [name, [{ data: text }]] as const),
        },
      ],
    },
  ];
}

function tellNotEvaluable({ notEvaluable }: Report): readonly Block[] {
  if (notEvaluable.length === 0) return [];
  return [
    heading(2, `Not evaluable (${notEvaluable.length})`),
    paragraph('These rules are not clear: what they need was not seen.'),
    { kind: 'list', items: notEvaluable.map(({ rule, reason }) => [{ code: rule }, ': ', { data: reason }]) },
  ];
}
