// Does an observation cost more when a lot has been seen? And what does a repeated token cost against decoding it?

import { jwtDecode } from 'jwt-decode';
import { createPolicy } from '../src/engine/policy';
import { createCredentialReader } from '../src/normalise/credential-reader';
import { createNormaliser } from '../src/normalise/normaliser';
import { createAnalysis } from '../src/rules/analysis';
import { createFingerprinter } from '../src/token/fingerprint';
import { createTraffic, forgeToken } from './traffic';

const CLIENTS = 50;
const KEY_HEX = '5f'.repeat(32);
const WINDOW = 10_000;

export type Cost = { readonly observations: number; readonly microsecondsEach: number };

/** Runs `total` exchanges (two observations each) and times the last window of them. Engine and rules only. */
export function measureCost(total: number): Cost {
  const normaliser = createNormaliser(KEY_HEX);
  const analysis = createAnalysis(createPolicy('aal1'));
  const exchangeAt = createTraffic(CLIENTS);
  let spentMs = 0;
  for (let index = 0; index < total; index += 1) {
    const { request, answer } = exchangeAt(index);
    const sent = normaliser.normaliseRequest(request);
    const received = normaliser.normaliseAnswer(answer);
    const startMs = performance.now();
    analysis.observe(sent);
    analysis.observe(received);
    if (index >= total - WINDOW / 2) spentMs += performance.now() - startMs;
  }
  return { observations: total * 2, microsecondsEach: (spentMs * 1000) / WINDOW };
}

export type TokenCost = { readonly knownMicroseconds: number; readonly decodeMicroseconds: number };

/** Reading a token that was seen before (fingerprint and look-up) against one jwtDecode of it. */
export function measureKnownToken(rounds: number): TokenCost {
  const reader = createCredentialReader(createFingerprinter(KEY_HEX));
  const token = forgeToken(0, 0, 1_770_000_000_000);
  const place = { carrier: 'authorization', name: null, claimed: null } as const;
  reader.readJwt(token, place);
  const sums = { known: 0, decode: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const t0 = performance.now();
    reader.readJwt(token, place);
    const t1 = performance.now();
    jwtDecode(token);
    sums.known += t1 - t0;
    sums.decode += performance.now() - t1;
  }
  return { knownMicroseconds: (sums.known * 1000) / rounds, decodeMicroseconds: (sums.decode * 1000) / rounds };
}

export type RepeatCost = {
  readonly normaliseMicroseconds: number;
  readonly reduceMicroseconds: number;
  readonly decodeMicroseconds: number;
};

/** One request and answer with a token that is known already, against one jwtDecode of that token's payload. */
export function measureRepeat(rounds: number): RepeatCost {
  const normaliser = createNormaliser(KEY_HEX);
  const analysis = createAnalysis(createPolicy('aal1'));
  const exchangeAt = createTraffic(1);
  for (let index = 0; index < 30; index += 1) {
    const { request, answer } = exchangeAt(index);
    analysis.observe(normaliser.normaliseRequest(request));
    analysis.observe(normaliser.normaliseAnswer(answer));
  }
  const token = forgeToken(0, 0, 1_770_000_000_000);
  const { request, answer } = exchangeAt(30);
  const sums = { normalise: 0, reduce: 0, decode: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const ref = `har:r${round}` as const;
    const [a, b] = [
      { ...request, ref },
      { ...answer, ref },
    ];
    const t0 = performance.now();
    const sent = normaliser.normaliseRequest(a);
    const received = normaliser.normaliseAnswer(b);
    const t1 = performance.now();
    analysis.observe(sent);
    analysis.observe(received);
    const t2 = performance.now();
    jwtDecode(token);
    sums.normalise += t1 - t0;
    sums.reduce += t2 - t1;
    sums.decode += performance.now() - t2;
  }
  const each = (sumMs: number): number => (sumMs * 1000) / rounds;
  return {
    normaliseMicroseconds: each(sums.normalise),
    reduceMicroseconds: each(sums.reduce),
    decodeMicroseconds: each(sums.decode),
  };
}
