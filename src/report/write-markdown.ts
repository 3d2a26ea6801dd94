// The report as GitHub-flavoured Markdown. Text from the traffic stays text: it can begin nothing, link nowhere, end no cell.

import { assertNever } from '../base/assert-never';
import { showUntrusted } from '../base/show-untrusted';
import type { Block, Inline } from './document';
import type { Report } from './report';
import { tellReport } from './tell-report';

const MAX_CHARS = 2000;

export const writeMarkdown = (report: Report): string => tellReport(report).map(writeBlock).join('\n\n');

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${writeInlines(block.text)}`;
    case 'paragraph':
      return writeInlines(block.text);
    case 'list':
      return block.items.map((item) => `- ${writeInlines(item)}`).join('\n');
    case 'facts':
      return block.rows.map(([name, text]) => `- **${name}:** ${writeInlines(text)}`).join('\n');
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows.map((row) => row.map(writeInlines))]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
    case 'group':
      return block.blocks.map(writeBlock).join('\n\n');
    default:
      return assertNever(block);
  }
}

const writeInlines = (text: readonly Inline[]): string => text.map(writeInline).join('');

function writeInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('data' in inline) return escapeText(inline.data);
  if ('code' in inline) return writeCode(inline.code);
  return `**${escapeText(inline.strong)}**`;
}

/** What begins a construct inside a line; between letters an underscore begins none. */
const INLINE_MARKS = /[\\`*[\]<>&|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** What begins a construct at the start of a line. */
const LINE_MARKS = /^(\s*)([#=+-]|\d+(?=[.)]))/;
/** GitHub makes links of these by itself (GFM 6.9). */
const AUTOLINKS = /(:)(?=\/\/)|(\bwww)(?=\.)|(@)/gi;

function escapeText(text: string): string {
  return showUntrusted(text, MAX_CHARS)
    .replace(INLINE_MARKS, '\\$&')
    .replace(LINE_MARKS, (_all, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    )
    .replace(AUTOLINKS, (_all, colon?: string, www?: string) => {
      if (colon !== undefined) return '\\:';
      return www === undefined ? '\\@' : `${www}\\`;
    });
}

/** The fence is longer than any run of backticks inside; a pipe would end a table's cell even in code. */
function writeCode(text: string): string {
  const shown = showUntrusted(text, MAX_CHARS).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 && shown.trim() === shown && shown !== '' ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}
