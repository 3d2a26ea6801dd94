// Finished requests of the inspected tab, as DevTools tells them → raw halves of exchanges, with bodies where they matter.

import { isJsonObject, readMember } from '../base/json';
import type { SendRef } from '../observation/observation';
import type { ContextId } from '../observation/request';
import { isBodyCandidate } from './body-candidate';
import type { RawAnswer, RawRequest } from './exchange';
import { type HarExchange, isHarDamage, readHarEntry } from './har-entry';
import type { RawSink } from './raw-sink';
import { createRedirectLinks } from './redirect-links';

/** Asks DevTools for a body; it calls back in a later turn, or never. The encoding is 'base64' or something else. */
export type GetContent = (take: (text: unknown, encoding: unknown) => void) => void;

export type DevtoolsNetworkOptions = {
  readonly sink: RawSink;
  /** Name of this DevTools page, unique in the profile: reopened DevTools must not repeat the names of sends. */
  readonly page: string;
  readonly context: ContextId;
  readonly partition: string;
  /** An entry that could not be read was skipped. */
  readonly onSkip: (reason: string) => void;
};

export type DevtoolsNetworkSensor = { readonly takeEntry: (entry: unknown, getContent: GetContent) => void };

/** What webRequest's filter leaves out is left out here too, so that both sensors see the same sends. */
const UNWATCHED = new Set(['image', 'script', 'stylesheet', 'font', 'media', 'manifest', 'texttrack', 'preflight']);

export function createDevtoolsNetworkSensor(options: DevtoolsNetworkOptions): DevtoolsNetworkSensor {
  const { sink, page, context, partition, onSkip } = options;
  const setting = { sensor: 'devtools', context, partition } as const;
  const links = createRedirectLinks();
  let count = 0;

  function takeExchange({ request, answer }: HarExchange, entry: unknown, getContent: GetContent): void {
    const isAsked = !('kind' in answer) && isBodyCandidate(request, answer, readSize(entry));
    // Before all else: a navigation or history.replaceState right after the answer makes DevTools let the body go.
    if (isAsked) askForBody(request, answer, entry, getContent);
    const linked = { ...request, redirectOf: links.findBefore(request) };
    sink.takeRequest(linked);
    if ('kind' in answer) return sink.takeFailure(answer);
    links.noteAnswer(linked, answer);
    if (!isAsked) sink.takeAnswer(answer);
  }

  function askForBody(request: RawRequest, answer: RawAnswer, entry: unknown, getContent: GetContent): void {
    getContent((text, encoding) => {
      const content = {
        isAsked: true as const,
        text: typeof text === 'string' ? text : null,
        encoding: typeof encoding === 'string' ? encoding : null,
      };
      const read = readHarEntry(entry, { ...setting, ref: request.ref, content });
      sink.takeAnswer(read.ok && !('kind' in read.value.answer) ? read.value.answer : answer);
    });
  }

  return {
    takeEntry(entry, getContent) {
      if (!isWatched(entry)) return;
      count += 1;
      const ref: SendRef = `devtools:${page}:${count}`;
      const read = readHarEntry(entry, { ...setting, ref, content: { isAsked: false } });
      if (read.ok) takeExchange(read.value, entry, getContent);
      else if (isHarDamage(read.reason)) onSkip(read.reason);
    },
  };
}

function isWatched(entry: unknown): boolean {
  const type = isJsonObject(entry) ? readMember(entry, '_resourceType') : undefined;
  return typeof type !== 'string' || !UNWATCHED.has(type);
}

function readSize(entry: unknown): number {
  const response = isJsonObject(entry) ? readMember(entry, 'response') : undefined;
  const content = isJsonObject(response) ? readMember(response, 'content') : undefined;
  const size = isJsonObject(content) ? readMember(content, 'size') : undefined;
  return typeof size === 'number' ? size : 0;
}
