// A page's request that its service worker makes: webRequest shows the worker's side, DevTools the worker's and the
// page's. They are one send, whichever comes first, and what the worker handed on was the server's answer.
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import type { AnswerReceived, Observation, RequestSent, SendRef, Sensor } from '../../../src/observation/observation';
import { createAnalysis } from '../../../src/rules/analysis';
import { answerReceived, fingerprintOf, issued, presentedRefresh, requestSent } from '../fakes/observations';

const START_MS = 1_772_355_600_000;

type View = { readonly request: RequestSent; readonly answer: AnswerReceived };

function viewOf(ref: SendRef, sensor: Sensor, context: string, answer: Partial<AnswerReceived>): View {
  return {
    request: requestSent({
      ref,
      sensor,
      context,
      atMs: START_MS,
      method: 'POST',
      bodyFp: fingerprintOf(0xbb),
      purpose: { kind: 'token-request', grant: 'refresh_token', codeFp: null },
      credentials: [presentedRefresh(1)],
    }),
    answer: answerReceived({ ref, sensor, body: 'unavailable', ...answer }),
  };
}

const BROWSER = viewOf('web-request:1.0', 'web-request', 'service-worker', {});
const WORKER = viewOf('devtools:p:1', 'devtools', 'tab:7', { body: 'lost' });
const PAGE = viewOf('devtools:p:2', 'devtools-page', 'tab:7', {
  source: 'service-worker',
  body: 'full',
  issued: [issued(2, 'access'), issued(3, 'refresh')],
});

function play(observations: readonly Observation[]) {
  const { state, observe } = createAnalysis(createPolicy('aal1'));
  for (const observation of observations) observe(observation);
  return { sends: [...state.send.values()], refreshes: [...state.refresh.values()], tokens: state.token };
}

describe('a request that a service worker passes on', () => {
  it.each<[string, readonly Observation[]]>([
    ['the page’s side last', [BROWSER, WORKER, PAGE].flatMap(({ request, answer }) => [request, answer])],
    [
      'the page’s side before the worker’s',
      [BROWSER, PAGE, WORKER].flatMap(({ request, answer }) => [request, answer]),
    ],
    ['no host access', [WORKER, PAGE].flatMap(({ request, answer }) => [request, answer])],
    ['no host access, the page’s side first', [PAGE.request, WORKER.request, PAGE.answer, WORKER.answer]],
  ])('is one send with the body that the page read: %s', (_, observations) => {
    const { sends, refreshes, tokens } = play(observations);
    expect(sends).toHaveLength(1);
    expect(sends[0]).toMatchObject({ source: 'network', body: 'full', status: 200 });
    expect(refreshes).toHaveLength(1);
    expect(refreshes[0]).toMatchObject({ outcome: 'success', answer: 'A+', presented: fingerprintOf(1) });
    expect(tokens.get(fingerprintOf(1))?.presentations).toBe(1);
  });

  it('is none to a server when the worker answers by itself', () => {
    const { sends, tokens } = play([PAGE.request, PAGE.answer]);
    expect(sends[0]).toMatchObject({ source: 'service-worker' });
    expect(tokens.get(fingerprintOf(1))?.presentations).toBe(0);
    expect(tokens.get(fingerprintOf(2))).toBeUndefined();
  });
});
