// Finds pieces of many secrets in a lot of text at once: of each secret any 31 characters in a row are enough.
const CHUNK_CHARS = 16;
const RUN = /[\w.~+/=-]{16,}/g;

/** A test for texts that hold a piece of one of the secrets. Of a JWT the header is left out: it is no secret. */
export function createSecretSearch(secrets: readonly string[]): (text: string) => boolean {
  const chunks = new Set(secrets.flatMap((secret) => partsOf(secret).flatMap(cut)));
  return (text) => {
    for (const [run] of text.matchAll(RUN)) {
      for (let at = 0; at + CHUNK_CHARS <= run.length; at += 1)
        if (chunks.has(run.slice(at, at + CHUNK_CHARS))) return true;
    }
    return false;
  };
}

function partsOf(secret: string): readonly string[] {
  const parts = secret.split('.');
  return parts.length === 3 ? parts.slice(1) : [secret];
}

/** From both ends, so that the last characters count as well. */
function cut(part: string): readonly string[] {
  const chunks = [part.slice(-CHUNK_CHARS)];
  for (let at = 0; at + CHUNK_CHARS <= part.length; at += CHUNK_CHARS) chunks.push(part.slice(at, at + CHUNK_CHARS));
  return chunks.filter((chunk) => chunk.length === CHUNK_CHARS);
}
