// What the app must know about the world it runs in; the app's server writes it into the page.
import * as v from 'valibot';

const WorldConfigSchema = v.object({
  issuer: v.string(),
  apiOrigin: v.string(),
  clientId: v.string(),
  scope: v.string(),
  renewalLeadSec: v.number(),
});

export type WorldConfig = v.InferOutput<typeof WorldConfigSchema>;

export function readWorldConfig(): WorldConfig {
  return v.parse(WorldConfigSchema, JSON.parse(document.querySelector('#world')?.textContent ?? 'null'));
}
