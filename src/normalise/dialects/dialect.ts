// What the generic recogniser cannot know of an auth system, as data. Matched by request shape, never by content.

import type { AnswerError } from '../../observation/answer';
import type { Purpose } from '../../observation/request';
import type { RequestView } from '../request-view';

/** What an answer offers to a dialect: its status, headers and parsed JSON body. */
export type AnswerWords = {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** Machine codes and texts found in the body, in order of weight. */
  readonly codes: readonly string[];
  readonly texts: readonly string[];
};

export type Dialect = {
  readonly name: string;
  readonly matchesUrl: (url: { readonly origin: string; readonly path: string }) => boolean;
  /** Recognised by request headers where the URL says nothing. */
  readonly matchesRequest?: (view: RequestView) => boolean;
  /** Null where the generic recogniser decides. */
  readonly readPurpose?: (view: RequestView) => Purpose | null;
  readonly readError?: (words: AnswerWords) => AnswerError | null;
};
