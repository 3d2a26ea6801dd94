// What a client page must know about its world; the page's server writes it into the page.
import * as v from 'valibot';

const ClientConfigSchema = v.object({
  /** Where tokens come from: an issuer, a realm's server, a project's address, a pool's endpoint. */
  authority: v.string(),
  apiOrigin: v.string(),
  /** What the client names itself with: a client id, or a project's public key. */
  clientId: v.string(),
  scope: v.string(),
});

export type ClientConfig = v.InferOutput<typeof ClientConfigSchema>;

export function readClientConfig(): ClientConfig {
  return v.parse(ClientConfigSchema, JSON.parse(document.querySelector('#config')?.textContent ?? 'null'));
}
