// The part of the live report that the demo and the end-to-end tests read; asked for as the panel's export does.
import type { Locator } from '@playwright/test';
import * as v from 'valibot';

const ReportSchema = v.object({
  version: v.literal(1),
  source: v.object({
    kind: v.string(),
    exchanges: v.number(),
    gaps: v.array(v.object({ from: v.string(), to: v.string(), reason: v.string() })),
  }),
  tokens: v.array(
    v.object({
      label: v.string(),
      role: v.string(),
      format: v.string(),
      clientId: v.nullable(v.string()),
      senderConstrained: v.boolean(),
      presentations: v.number(),
      accepted: v.number(),
      lifetimeSeconds: v.nullable(v.number()),
      lifetimeMethod: v.string(),
      state: v.string(),
      chain: v.nullable(v.string()),
    }),
  ),
  chains: v.array(
    v.object({
      label: v.string(),
      root: v.object({ kind: v.string() }),
      regime: v.string(),
      state: v.string(),
      edges: v.array(v.object({ from: v.string(), to: v.string(), evidence: v.string() })),
    }),
  ),
  refreshes: v.array(
    v.object({
      label: v.string(),
      type: v.string(),
      answer: v.nullable(v.string()),
      trigger: v.string(),
      outcome: v.string(),
      silent: v.string(),
      remainingSeconds: v.optional(v.nullable(v.number())),
      presented: v.nullable(v.string()),
      issued: v.array(v.string()),
      chain: v.nullable(v.string()),
      latencySeconds: v.optional(v.nullable(v.number())),
      unauthorizedRequests: v.optional(v.number()),
      retriedRequests: v.optional(v.number()),
      errorCode: v.optional(v.nullable(v.string())),
    }),
  ),
  findings: v.array(
    v.object({
      label: v.string(),
      rule: v.string(),
      category: v.string(),
      severity: v.string(),
      confidence: v.string(),
      message: v.string(),
      count: v.number(),
      mutedBy: v.nullable(v.string()),
    }),
  ),
});

export type Report = v.InferOutput<typeof ReportSchema>;

/** `page` is any element of one of the extension's own pages. */
export async function readReport(page: Locator): Promise<Report> {
  return parseReport(await readReportText(page));
}

export const parseReport = (text: string): Report => v.parse(ReportSchema, JSON.parse(text));

/** The whole document as JSON text, for a test that looks for what must not be in it. */
export function readReportText(page: Locator): Promise<string> {
  return page.evaluate(async () => JSON.stringify(await chrome.runtime.sendMessage({ kind: 'get-report' })));
}
