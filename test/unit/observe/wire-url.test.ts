import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrigin } from '../../../src/observe/wire-url';

const labels = fc.oneof(
  fc.stringMatching(/^[a-z\d-]{1,8}$/),
  fc.constantFrom('0x7f', '127', '1e3', 'xn--bcher-kva', 'xn--a', 'example', 'a--b', 'EXAMPLE', 'bücher', ''),
);
const ports = fc.oneof(
  fc.constantFrom('', ':80', ':443', ':0', ':08080', ':', ':65536', ':8443', ':59999'),
  fc.nat(70_000).map((port) => `:${port}`),
);
const origins = fc
  .tuple(
    fc.constantFrom('http', 'https', 'HTTPS', 'wss', 'ftp'),
    fc.array(labels, { minLength: 1, maxLength: 4 }),
    ports,
  )
  .map(([scheme, host, port]) => `${scheme}://${host.join('.')}${port}`);

describe('an origin', () => {
  it('is what the URL standard says, also where only looked at', () => {
    fc.assert(
      fc.property(origins, fc.constantFrom('', '/', '/a?b#c'), (origin, rest) => {
        const url = `${origin}${rest}`;
        const isWire = /^(https?|wss?):/i.test(url) && URL.canParse(url);
        expect(readOrigin(url)).toBe(isWire ? new URL(url).origin : null);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['null', '', undefined, null, 'data:,', 'file:///a'])('is none of %s', (url) => {
    expect(readOrigin(url)).toBeNull();
  });
});
