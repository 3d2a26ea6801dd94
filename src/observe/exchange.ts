// What a sensor hands to `normalise`: one half of an HTTP exchange, raw. It lives for the length of one call.

import type { AnswerSource } from '../observation/answer';
import type { SendRef, Sensor } from '../observation/observation';
import type { ContextId, ResourceType } from '../observation/request';

export type HeaderLine = { readonly name: string; readonly value: string };

/** fields: the browser parsed a urlencoded form; text: as sent; oversized: longer than the cap; unreadable: Blob, stream. */
export type RequestBody =
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'text'; readonly text: string; readonly mimeType: string | null }
  | { readonly kind: 'none' | 'oversized' | 'unreadable' };

export type RawRequest = {
  readonly ref: SendRef;
  readonly sensor: Sensor;
  readonly atMs: number;
  readonly method: string;
  readonly url: string;
  readonly resourceType: ResourceType;
  readonly context: ContextId;
  readonly clientOrigin: string | null;
  readonly partition: string;
  readonly redirectOf: SendRef | null;
  /** When it was answered or had failed, from a sensor that tells of it only then and knows; else null. */
  readonly answeredMs: number | null;
  readonly headers: readonly HeaderLine[];
  readonly body: RequestBody;
};

export type RawAnswer = {
  readonly ref: SendRef;
  readonly sensor: Sensor;
  readonly atMs: number;
  readonly status: number;
  /** The request's again: answers are read in its light, also when the request was not seen. */
  readonly url: string;
  readonly source: AnswerSource;
  readonly headers: readonly HeaderLine[];
  /** text: decoded; empty: the answer has no body; unavailable: this sensor has none; lost: it came back empty-handed. */
  readonly body:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'empty' | 'unavailable' | 'lost' | 'oversized' };
};
