// What a page sent over a WebSocket, as Chrome writes it into the entry of the handshake (`_webSocketMessages`): tokens ride
// in the first frame of Socket.IO, graphql-ws, Phoenix and others (dialects.md 3.25).

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { MAX_FRAME_CHARS, MAX_FRAMES } from '../base/limits';
import type { RawRequest } from './exchange';

const TELLS_OF_TOKEN = /token|jwt|bearer|cred|eyJ/i;
/** Engine.IO and Socket.IO put numbers, and the name of a space, before the JSON: `40/chat,{"token":"…"}`. */
const PREFIX = /^\d{1,8}(\/[^,{[]{0,64},)?(?=[[{])/;
/** SignalR ends its records so. */
const RECORD_END = '\u001e';

/** Frames that may carry a token, each as a request of its own to where the handshake went, without its query and headers. */
export function readHarFrames(entry: JsonObject, handshake: RawRequest): readonly RawRequest[] {
  const messages = readMember(entry, '_webSocketMessages');
  if (handshake.resourceType !== 'websocket' || !Array.isArray(messages)) return [];
  return messages.slice(0, MAX_FRAMES).flatMap((message: unknown, index) => {
    const data = isJsonObject(message) && readMember(message, 'type') === 'send' ? readString(message, 'data') : null;
    if (!isJsonObject(message) || data === null || data.length > MAX_FRAME_CHARS || !TELLS_OF_TOKEN.test(data))
      return [];
    const time = readMember(message, 'time');
    const text = data.replace(PREFIX, '').split(RECORD_END, 1)[0] ?? '';
    return [
      {
        ...handshake,
        ref: `${handshake.ref}.${index}` as const,
        // Seconds of the local clock.
        atMs:
          typeof time === 'number' && Number.isFinite(time) ? Math.max(handshake.atMs, time * 1000) : handshake.atMs,
        url: handshake.url.split('?', 1)[0] ?? '',
        answeredMs: null,
        headers: [],
        body: { kind: 'text', text, mimeType: null },
      },
    ];
  });
}
