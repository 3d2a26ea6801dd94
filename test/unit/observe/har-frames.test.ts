// Tokens in the frames of a WebSocket, as Chrome's HAR keeps them beside the handshake (dialects.md 3.25).

import { describe, expect, it } from 'vitest';
import { importText } from '../../support/import-text';
import { makeJwt, TEST_NOW_MS, TEST_NOW_SEC } from '../../support/raw-halves';

const JWT = makeJwt({ sub: '1', iat: TEST_NOW_SEC, exp: TEST_NOW_SEC + 600 });
const OPAQUE = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';

function readTokens(url: string, messages: unknown): readonly object[] {
  const entry = {
    startedDateTime: new Date(TEST_NOW_MS).toISOString(),
    time: 20,
    timings: {},
    _resourceType: 'websocket',
    _webSocketMessages: messages,
    request: { method: 'GET', url, headers: [], queryString: [], cookies: [] },
    response: { status: 101, headers: [], cookies: [], content: {} },
  };
  const file = importText(JSON.stringify({ log: { creator: { name: 'WebInspector' }, entries: [entry] } }));
  if (!file.ok) throw new Error(file.reason);
  return [...file.value.analysis.state.token.values()];
}

const send = (data: string) => [{ type: 'send', time: TEST_NOW_SEC + 5, opcode: 1, data }];
const SOCKET = 'wss://api.shop.example/socket?EIO=4';

describe('a token in a frame', () => {
  it.each([
    ['Socket.IO', `40{"token":"${JWT}"}`],
    ['Socket.IO in a space of its own', `40/chat,{"token":"${JWT}"}`],
    ['graphql-ws', JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${JWT}` } })],
    ['Phoenix', JSON.stringify(['1', '1', 'realtime:x', 'phx_join', { access_token: JWT }])],
    ['Firebase', JSON.stringify({ t: 'd', d: { r: 2, a: 'auth', b: { cred: JWT } } })],
    ['SignalR', `${JSON.stringify({ token: JWT })}\u001e`],
  ])('of %s is presented once', (_what, data) => {
    expect(readTokens(SOCKET, send(data))).toMatchObject([
      { format: 'jws', carriers: ['websocket'], presentations: 1, accepted: 0 },
    ]);
  });

  it('may be opaque under a telling name, and no others', () => {
    expect(readTokens(SOCKET, send(JSON.stringify({ access_token: OPAQUE })))).toHaveLength(1);
    expect(readTokens(SOCKET, send(JSON.stringify({ token: OPAQUE, csrfToken: JWT })))).toHaveLength(0);
  });

  it('does not repeat what the address of the handshake carried', () => {
    const frame = send(JSON.stringify({ protocol: 'json', version: 1, hint: 'token' }));
    expect(readTokens(`wss://api.shop.example/hub?access_token=${JWT}`, frame)).toMatchObject([{ presentations: 1 }]);
  });

  it.each([
    ['that came from the server', [{ type: 'receive', time: TEST_NOW_SEC, data: `40{"token":"${JWT}"}` }]],
    ['of no list', { type: 'send', data: `40{"token":"${JWT}"}` }],
    ['without data', [{ type: 'send', time: 'soon' }, null, 7]],
  ])('is none in what is damaged, or %s', (_what, messages) => {
    expect(readTokens(SOCKET, messages)).toEqual([]);
  });
});
