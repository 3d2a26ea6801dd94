// A sentence in which every known label is a link. What else it holds is shown as untrusted text.

import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { splitAtLabels } from '../model/label-index';
import { usePanel } from '../model/panel-context';
import { nameContext } from '../words/context-words';
import { ThingLink } from './thing-link';

type LabelledTextProps = { readonly text: string; readonly isInGrid?: boolean };

/** Longer than any sentence of ours. */
const MAX_CHARS = 2000;
/** A place as the engine names it. */
const CONTEXT = /\btab:\d+\b/g;

export function LabelledText({ text, isInGrid = false }: LabelledTextProps): JSX.Element {
  const model = usePanel();
  const labels = model.labels.value;
  const { inspectedTabId } = model.environment;
  const shown = showUntrusted(text, MAX_CHARS).replace(CONTEXT, (context) => nameContext(context, inspectedTabId));
  const pieces = splitAtLabels(shown);
  return (
    <>
      {pieces.map((piece, place) => {
        const target = place % 2 === 1 ? labels.get(piece) : undefined;
        return target === undefined ? (
          piece
        ) : (
          <ThingLink key={place} label={piece} target={target} isInGrid={isInGrid} />
        );
      })}
    </>
  );
}
