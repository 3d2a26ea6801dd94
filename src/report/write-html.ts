// The report as one HTML file: no script, nothing loaded from anywhere, readable offline and on paper.

import { assertNever } from '../base/assert-never';
import { showUntrusted } from '../base/show-untrusted';
import type { Block, Inline } from './document';
import { HTML_STYLE } from './html-style';
import type { Report } from './report';
import { tellReport } from './tell-report';

const MAX_CHARS = 2000;
/** Even if a mistake here let markup through, a browser would run and load none of it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function writeHtml(report: Report): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Token Lifeline report</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
${tellReport(report).map(writeBlock).join('\n')}
</main>
</body>
</html>`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${writeInlines(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p${block.tone === undefined ? '' : ` class="${block.tone}"`}>${writeInlines(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${writeInlines(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.rows.map(([name, text]) => `<div><dt>${escapeText(name)}</dt><dd>${writeInlines(text)}</dd></div>`).join('')}</dl>`;
    case 'table':
      return writeTable(block);
    case 'group':
      return `<section class="group ${block.tone}">${block.blocks.map(writeBlock).join('\n')}</section>`;
    default:
      return assertNever(block);
  }
}

/** What is wider than the screen scrolls by itself, and so must be reachable by keyboard. */
function writeTable({ caption, head, rows }: Extract<Block, { readonly kind: 'table' }>): string {
  const name = escapeText(caption);
  const titles = head.map((title) => `<th scope="col">${escapeText(title)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${writeInlines(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<div class="table" role="region" aria-label="${name}" tabindex="0"><table><thead><tr>${titles}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

const writeInlines = (text: readonly Inline[]): string => text.map(writeInline).join('');

/** Text from the traffic keeps its direction to itself. */
function writeInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeText(inline);
  if ('data' in inline) return `<bdi>${escapeText(showUntrusted(inline.data, MAX_CHARS))}</bdi>`;
  if ('code' in inline) return `<code><bdi>${escapeText(showUntrusted(inline.code, MAX_CHARS))}</bdi></code>`;
  return `<strong>${escapeText(showUntrusted(inline.strong, MAX_CHARS))}</strong>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
