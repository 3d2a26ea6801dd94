// Texts that hurt somebody once: small ones in the folder `corpus`, large ones made here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeJwt } from '../support/raw-halves';

const FOLDER = fileURLToPath(new URL('./corpus', import.meta.url));
const MEGABYTE = 1024 * 1024;

export type CorpusText = { readonly name: string; readonly text: string };

const nest = (depth: number): string => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;
const htmlIn = (names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, `<img src=x onerror=alert("${name}")><script>alert(1)</script>`]));
const claims = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`claim${index}`, index]));
const CLAIMS = ['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'scope', 'azp', 'client_id', 'nonce', 'name', 'roles'];

const LARGE: Readonly<Record<string, () => string>> = {
  'a header of 1 MB': () => 'Bearer '.padEnd(MEGABYTE, 'x'),
  '10,000 claims': () => makeJwt(claims(10_000)),
  '3,000 claims': () => makeJwt(claims(3000)),
  'JSON 100 deep': () => nest(50),
  'JSON 50,000 deep': () => nest(25_000),
  'a token with claims 100 deep': () => makeJwt(JSON.parse(nest(50))),
  'HTML and script in every claim': () => makeJwt(htmlIn(CLAIMS), { alg: '<b>', kid: '<script>', typ: '<i>' }),
  'bidi and control characters in every claim': () =>
    makeJwt(Object.fromEntries(CLAIMS.map((name) => [`\u202e${name}\u0000`, `\u2066\u202e${name}\u001b[31m\ud800`]))),
  'a token of just 64 KB': () => makeJwt({ pad: 'x'.repeat(49_000) }).slice(0, 65_536),
  'a token of 200 KB': () => makeJwt({ pad: 'x'.repeat(150_000) }),
  'a claim of dots': () => makeJwt({ note: '.'.repeat(45_000) }),
  'a claim of half tokens': () => makeJwt({ note: 'eyJhbGciOiJIUzI1NiJ9.'.repeat(2000) }),
  'a name of 40 KB': () => makeJwt({ ['n'.repeat(40_000)]: 1 }),
  '60,000 slashes': () => `${'/'.repeat(60_000)}x`,
  'a proof for 40,000 slashes': () =>
    makeJwt({ htm: 'GET', htu: `https://a.example${'/'.repeat(40_000)}x` }, { alg: 'ES256', typ: 'dpop+jwt' }),
  '100,000 cookies': () => Array.from({ length: 100_000 }, (_, index) => `cookie${index}=abcdefgh${index}`).join('; '),
  '3,000 cookies': () =>
    Array.from({ length: 3000 }, (_, index) => `c${index % 9}.${index}=abcdefgh${index}`).join('; '),
  '5,000 fields': () => 'refresh_token=abcdefgh&'.repeat(5000).slice(0, 65_000),
  spaces: () => ' '.repeat(60_000),
  'line feeds': () => '\r\n'.repeat(30_000),
  'half a megabyte of JSON strings': () =>
    JSON.stringify(Array.from({ length: 30_000 }, () => ({ token: 'abcdefgh' }))),
  'a wide object': () => JSON.stringify(claims(20_000)),
  boundaries: () => `--\n${'--'.repeat(30_000)}`,
  'form heads': () => `--x\n${'content-disposition: form-data;'.repeat(2000)}`,
  'a mutation of comments': () => JSON.stringify({ query: `${'#\n '.repeat(10_000)}mutation {` }),
  'a field of spaces': () => JSON.stringify({ query: `mutation {${'a '.repeat(15_000)}` }),
};

export function readCorpus(): readonly CorpusText[] {
  const small = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
  return [...small, ...Object.entries(LARGE).map(([name, make]) => ({ name, text: make() }))];
}
