// The doors for messages, for what storage gives back and for policy files.
import fc from 'fast-check';
import { parseJson } from '../../src/base/json';
import { showUntrusted } from '../../src/base/show-untrusted';
import { parsePolicy } from '../../src/engine/parse-policy';
import { parseAsk } from '../../src/publish/parse-ask';
import { parseFromDevtools, parseToDevtools } from '../../src/publish/parse-devtools';
import { parseFromPanel } from '../../src/publish/parse-from-panel';
import { parseToPanel } from '../../src/publish/parse-to-panel';
import { parsePortName } from '../../src/publish/port-name';
import { PROTOCOL_VERSION } from '../../src/publish/protocol';
import { createSnapshotJoiner } from '../../src/publish/snapshot-parts';
import { decodeArchive, META_SLOT } from '../../src/store/archive-codec';
import { hostileTexts } from '../property/given/hostile';
import type { Door } from './door';

const KINDS = [
  'observations',
  'subscribe',
  'command',
  'snapshot',
  'steps',
  'resumed',
  'status',
  'taken',
  'saved',
  'get-report',
];
const MEMBERS = [
  'page',
  'batch',
  'observations',
  'entities',
  'findings',
  'status',
  'epoch',
  'seq',
  'protocol',
  'isLast',
];

const messages: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withNullPrototype: true, withSparseArray: true, maxDepth: 3 }),
  fc
    .tuple(
      fc.constantFrom(...KINDS),
      fc.dictionary(fc.constantFrom(...MEMBERS), fc.oneof(fc.jsonValue(), hostileTexts)),
    )
    .map(([kind, members]) => ({ kind, protocol: PROTOCOL_VERSION, ...members })),
);

const noExcesses = () => ('polluted' in {} ? ['the prototype of all objects'] : []);

export const messageDoor: Door<unknown> = {
  name: 'message',
  inputs: messages,
  place: (text) => [
    text,
    { kind: text, page: text, batch: 1, observations: [text, { kind: text }] },
    { kind: 'subscribe', protocol: PROTOCOL_VERSION, epoch: text, seq: text },
    ...[parseJson(text)].filter((json) => json !== undefined),
  ],
  open: () => ({
    listExcesses: noExcesses,
    take(message) {
      parseFromPanel(message);
      parseFromDevtools(message);
      parseToDevtools(message);
      parseAsk(message);
      const parsed = parseToPanel(message);
      if (parsed.ok && parsed.value.kind === 'snapshot') createSnapshotJoiner().join(parsed.value);
      if (typeof message === 'string') {
        parsePortName(message);
        showUntrusted(message);
      }
    },
  }),
};

const archiveKeys = fc.oneof(
  fc.constantFrom('token:1', 'send:1', 'finding:x', 'log:log', ':', '__proto__'),
  hostileTexts,
);

export const archiveDoor: Door<ReadonlyMap<string, unknown>> = {
  name: 'archive',
  inputs: fc
    .array(
      fc.tuple(
        fc.oneof(fc.constantFrom(META_SLOT, '1', '2', '__proto__'), hostileTexts),
        fc.oneof(
          hostileTexts,
          fc.tuple(archiveKeys, fc.jsonValue()).map(([key, value]) => JSON.stringify([1, key, value])),
          fc.anything(),
        ),
      ),
      { maxLength: 6 },
    )
    .map((list) => new Map(list)),
  place: (text) => [
    new Map<string, unknown>([
      [META_SLOT, text],
      [text, text],
      ['1', `[1,"token:1",${text}]`],
    ]),
  ],
  open: () => ({ listExcesses: noExcesses, take: (entries) => void decodeArchive(entries) }),
};

export const policyDoor: Door<string> = {
  name: 'policy file',
  inputs: fc.oneof(
    hostileTexts,
    fc
      .dictionary(fc.constantFrom('thresholds', 'at.max', '__proto__'), fc.jsonValue())
      .map((value) => JSON.stringify(value)),
  ),
  place: (text) => [text, JSON.stringify({ thresholds: { [text]: text } })],
  open: () => ({
    listExcesses: noExcesses,
    take(text) {
      const json = parseJson(text);
      if (json !== undefined) parsePolicy(json, 'aal1');
    },
  }),
};
