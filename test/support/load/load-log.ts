// What the load page says of itself: the ground truth that the extension's report is held against.
/** Life of the n-th access token, in seconds: no two are equal, so that a report without token values names them. */
export const FIRST_LIFETIME_SEC = 3600;

export interface LoadTotals {
  /** Calls of the API that were answered 200, by the generation of the access token that they carried. */
  readonly calls: readonly number[];
  /** Refreshes that were answered with new tokens. */
  readonly refreshes: number;
  /** Whatever did not go as planned. */
  readonly failures: readonly string[];
}

export interface LoadLog extends LoadTotals {
  /** When each call, refresh and code grant was sent, by the page's clock. Local wall milliseconds. */
  readonly sentAtMs: readonly number[];
}

/** What is compared of a report. */
export interface Shown {
  readonly source: {
    readonly exchanges: number;
    readonly gaps: readonly { readonly from: string; readonly to: string }[];
  };
  readonly tokens: readonly {
    readonly role: string;
    readonly lifetimeSeconds: number | null;
    readonly state: string;
    readonly presentations: number;
    readonly accepted: number;
  }[];
  readonly chains: readonly { readonly edges: readonly { readonly from: string }[] }[];
  readonly refreshes: readonly {
    readonly outcome: string;
    readonly presented: string | null;
    readonly issued: readonly string[];
  }[];
}

/** Sends that the page made: its calls, its refreshes, and the code grant that came before them. */
export const countSends = ({ calls, refreshes }: LoadTotals): number => sum(calls) + refreshes + 1;

/** How many of them were sent in a gap, its ends included, that the report tells. */
export const countSendsInGaps = ({ sentAtMs }: LoadLog, { source: { gaps } }: Pick<Shown, 'source'>): number =>
  sentAtMs.filter((atMs) => gaps.some(({ from, to }) => Date.parse(from) <= atMs && atMs <= Date.parse(to))).length;

/**
 * What the report tells otherwise than the page, in words; empty when it tells the same. `earlierSends`: what the report
 * had counted before the page began, such as the page's own load. `areBodiesRead`: DevTools was open; without it a token shows
 * itself when it is presented: the last refresh token never is, and the last access token only if a call came after it.
 */
export function listDifferences(log: LoadTotals, report: Shown, earlierSends: number, areBodiesRead = true): string[] {
  const rotations = log.refreshes - (areBodiesRead ? 0 : 1);
  const generations = areBodiesRead ? log.refreshes + 1 : log.calls.filter((count) => count > 0).length;
  const accessTokens = report.tokens.filter(({ role }) => role === 'access');
  const refreshTokens = report.tokens.filter(({ role }) => role === 'refresh');
  const tokenOf = (generation: number) =>
    accessTokens.filter(({ lifetimeSeconds }) => lifetimeSeconds === FIRST_LIFETIME_SEC + generation);
  const edges = report.chains.flatMap((chain) => chain.edges);
  const heads = new Set(edges.map(({ from }) => from)).size;
  return [
    ...compare('failures of the page', 0, log.failures.length),
    ...compare('sends', countSends(log), report.source.exchanges - earlierSends),
    ...compare('access tokens', generations, accessTokens.length),
    ...(areBodiesRead ? compare('replaced access tokens', log.refreshes, accessTokens.filter(isReplaced).length) : []),
    ...compare('refresh tokens', rotations + 1, refreshTokens.length),
    ...compare('refreshes', log.refreshes, report.refreshes.length),
    ...compare('successful refreshes', rotations, report.refreshes.filter(isRotation).length),
    ...compare('chains', 1, report.chains.length),
    ...compare('rotations', rotations, edges.length),
    ...compare('rotated refresh tokens', rotations, heads),
    ...log.calls.flatMap((count, generation) => [
      ...compare(`access tokens of generation ${generation}`, 1, tokenOf(generation).length),
      ...compare(
        `calls with generation ${generation}`,
        count,
        sum(tokenOf(generation).map((one) => one.presentations)),
      ),
      ...compare(`its accepted calls`, count, sum(tokenOf(generation).map((one) => one.accepted))),
    ]),
  ];
}

const isReplaced = ({ state }: Shown['tokens'][number]): boolean => state === 'superseded';

const isRotation = ({ outcome, presented, issued }: Shown['refreshes'][number]): boolean =>
  outcome === 'success' && presented !== null && issued.length === 2;

const compare = (what: string, made: number, shown: number): string[] =>
  made === shown ? [] : [`${what}: ${made} by the page, ${shown} in the report`];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + (one ?? 0), 0);
