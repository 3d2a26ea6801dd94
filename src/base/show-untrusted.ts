// Claims, issuers and names come from the network. They are shown as text that can neither reorder, hide nor outgrow
// what stands beside it.

/** Control and format characters (bidi overrides, zero-width, tags), lone surrogates, private use, line separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
const DEFAULT_MAX_CHARS = 200;

/** Invisible characters become visible escapes; what exceeds `maxChars` is counted, not shown. */
export function showUntrusted(text: string, maxChars = DEFAULT_MAX_CHARS): string {
  const shown = text.slice(0, maxChars).replace(INVISIBLE, writeEscape);
  const hiddenChars = text.length - maxChars;
  return hiddenChars > 0 ? `${shown}… (${hiddenChars} more characters)` : shown;
}

function writeEscape(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\t') return '\\t';
  const point = char.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`;
}
