// A report as a document of few kinds of blocks: what it says is written once, how it looks once per format.

/**
 * A string is a word of ours. `data` is or may hold text from the traffic, or from an imported report; `code` is a short
 * name from there. No format may take either for markup.
 */
export type Inline = string | { readonly data: string } | { readonly code: string } | { readonly strong: string };

export type Tone = 'good' | 'bad' | 'note' | 'muted';

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[]; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, readonly Inline[]])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  /** What belongs together, marked by its tone. */
  | { readonly kind: 'group'; readonly tone: Tone; readonly blocks: readonly Block[] };

export const heading = (level: 1 | 2 | 3 | 4, ...text: readonly Inline[]): Block => ({ kind: 'heading', level, text });
export const paragraph = (...text: readonly Inline[]): Block => ({ kind: 'paragraph', text });
export const muted = (...text: readonly Inline[]): Block => ({ kind: 'paragraph', text, tone: 'muted' });

/** `a, b, c`, each a name; a dash when there is none. */
export function joinCodes(names: readonly string[]): readonly Inline[] {
  if (names.length === 0) return ['\u2014'];
  return names.flatMap((code, index) => (index === 0 ? [{ code }] : [', ', { code }]));
}

export const codeOrDash = (name: string | null): readonly Inline[] => joinCodes(name === null ? [] : [name]);
