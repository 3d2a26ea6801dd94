// A sentence in which every known label is a link. What else it holds is shown as untrusted text.

import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { METHOD_NAMES } from '../../report/lifetime-words';
import { splitAtLabels } from '../model/label-index';
import { usePanel } from '../model/panel-context';
import { nameContext } from '../words/context-words';
import { writeMoment } from '../words/write-time';
import { ThingLink } from './thing-link';

const NAMES_OF_METHODS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(METHOD_NAMES),
  ['observed:first-seen', 'exp \u2212 first seen'],
]);

type LabelledTextProps = { readonly text: string; readonly isInGrid?: boolean };

/** Longer than any sentence of ours. */
const MAX_CHARS = 2000;
/** A place, and an instant, as the engine and the reports write them. */
const CONTEXT = /\btab:\d+\b/g;
/** How a lifetime was found, by the name that reports give it. */
const METHOD = /\b(?:claims|response|observed):[a-z_-]+/g;
const ISO_INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

export function LabelledText({ text, isInGrid = false }: LabelledTextProps): JSX.Element {
  const model = usePanel();
  const labels = model.labels.value;
  const { inspectedTabId } = model.environment;
  const shown = showUntrusted(text, MAX_CHARS)
    .replace(CONTEXT, (context) => nameContext(context, inspectedTabId))
    .replace(METHOD, (method) => NAMES_OF_METHODS.get(method) ?? method)
    .replace(ISO_INSTANT, (instant) => writeMoment(Date.parse(instant), model.nowMs.peek()));
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
