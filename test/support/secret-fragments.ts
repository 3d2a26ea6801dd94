// What to look for when looking for a leak. Not only whole tokens: a signature or an undecoded payload alone, or either
// end of any of them, is a leak too. (A JWT's undecoded header is the same for every token and tells nothing.)
const FRAGMENT_CHARS = 16;

export interface SecretFragment {
  readonly secret: string;
  readonly fragment: string;
}

export function listSecretFragments(secrets: readonly string[]): SecretFragment[] {
  return secrets.flatMap((secret) =>
    partsOf(secret).flatMap((part) => endsOf(part).map((fragment) => ({ secret, fragment }))),
  );
}

/** Which secrets a text gives away, described without repeating them. */
export function findLeaks(text: string, fragments: readonly SecretFragment[]): string[] {
  return fragments
    .filter(({ fragment }) => text.includes(fragment))
    .map(({ secret, fragment }) => `${secret.length} characters, at ${secret.indexOf(fragment)} of them`);
}

function partsOf(secret: string): string[] {
  const parts = secret.split('.');
  return parts.length === 3 ? parts.slice(1) : [secret];
}

function endsOf(part: string): string[] {
  return [part.slice(0, FRAGMENT_CHARS), part.slice(-FRAGMENT_CHARS)];
}
