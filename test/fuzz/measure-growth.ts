// Does an event take longer than its text is long? Each piece is repeated to 15,000 and to 60,000 characters, in every
// place: four times the text should take four times the time, and a quadratic expression would take sixteen.
import { time } from '../support/processor-time';
import { makeJwt } from '../support/raw-halves';
import type { Door } from './door';
import { devtoolsDoor, webRequestDoor } from './traffic-doors';

const PIECES = [
  ...[
    'a',
    'A',
    '0',
    'e',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '/',
    '//',
    '.',
    '-',
    '_',
    ':',
    ';',
    ',',
    '=',
    '&',
    '%',
    '"',
    '{',
    '[',
  ],
  ...[
    'a ',
    'a=',
    'a;',
    'a.',
    'a/',
    '1:',
    '#\n',
    '{"a":',
    '[{',
    'eyJ.',
    'eyJhbGciOiJub25lIn0.',
    'a=b&',
    'a=b; ',
    '"a",',
  ],
  ...[
    'refresh',
    'refresh_',
    '/sessions/',
    '/client/sessions/',
    'token ',
    'session ',
    'invalid ',
    'error="',
    'mutation{',
  ],
  ...['\u00e9', '\u202e', '\ud83d\ude00', '%C3', 'Bearer ', '{ a : ', '/oauth2/', '/realms/', 'hit', 'a@', '\u0000'],
];
const SHORT = 15_000;
const LONG = 60_000;
const ROUNDS = 7;
/** Below this the clock is too coarse, and nothing hurts. */
const LEAST_MS = 10;
export const MAX_GROWTH = 9;

export type Growth = {
  readonly where: string;
  readonly shortMs: number;
  readonly longMs: number;
  readonly growth: number;
};

/** What took more than a few milliseconds, the strongest growth first. */
export function measureGrowth(): readonly Growth[] {
  return [...measureDoor(webRequestDoor), ...measureDoor(devtoolsDoor)].toSorted((a, b) => b.growth - a.growth);
}

function measureDoor<Input>(door: Door<Input>): readonly Growth[] {
  return PIECES.flatMap((piece) => ENDINGS.map((ending) => ({ piece, ending }))).flatMap(({ piece, ending }) => {
    const [short, long] = [SHORT, LONG].map((length) => placesOf(door, piece.repeat(length / piece.length) + ending));
    return (long ?? []).flatMap((input, index) => {
      const shortInput = short?.[index];
      if (shortInput === undefined || measure(door, input) < LEAST_MS) return [];
      const first = compare(door, shortInput, input);
      // What is quadratic is so each time; a clock that jumped is not.
      const times = first.growth > MAX_GROWTH ? weaker(first, compare(door, shortInput, input)) : first;
      return [
        {
          where: `${door.name}, ${JSON.stringify(piece)} before ${JSON.stringify(ending)} in place ${index}`,
          ...times,
        },
      ];
    });
  });
}

type Times = Omit<Growth, 'where'>;

function compare<Input>(door: Door<Input>, short: Input, long: Input): Times {
  const [shortMs, longMs] = [measure(door, short), measure(door, long)];
  return { shortMs, longMs, growth: longMs / Math.max(shortMs, 0.1) };
}

const weaker = (one: Times, other: Times): Times => (one.growth < other.growth ? one : other);

/** In something else than the pieces: what fails at the last character has tried everything before it. */
const ENDINGS = ['!x', '/,x'];
const SAID_AS = ['error', 'message', 'query', 'operationName', 'refresh_token', 'scope'];

/** The text itself, inside JSON, and as a claim. */
function placesOf<Input>(door: Door<Input>, text: string): readonly Input[] {
  const claim = makeJwt({ htu: `https://a.example/${text.slice(text.length * 0.4)}`, iss: text.slice(0, 100) });
  const said = SAID_AS.map((key) => JSON.stringify({ query: 'mutation{a}', [key]: cutToJson(text) }));
  return [text, claim, ...said].flatMap((one) => door.place(one));
}

/** As JSON no longer than it is as text, or the body that holds it would be skipped as too long. Its end stays. */
const cutToJson = (text: string): string => text.slice(-(text.length ** 2 / JSON.stringify(text).length));

function measure<Input>(door: Door<Input>, input: Input): number {
  return Math.min(
    ...Array.from({ length: ROUNDS }, () => {
      const opened = door.open();
      return time(() => opened.take(input));
    }),
  );
}
