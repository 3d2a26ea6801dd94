// What a file was written without, and what follows from it, for the command line and the panel alike.

import { type Guard, isOneOf } from './guard';

/** bodies: answers had some, and none of them is in the file. fractions: every request starts on a whole second. */
export type FileGap = 'bodies' | 'fractions';

export const isFileGap: Guard<FileGap> = isOneOf('bodies', 'fractions');

export const FILE_GAPS: Readonly<Record<FileGap, string>> = {
  bodies:
    "No answer's body is in this file: the tokens that it issued are known only when they are used. Export it with content (Playwright: recordHar with content: 'embed').",
  fractions:
    'This file has its times in whole seconds: what happened within one second cannot be put in order, so races, replays and what led to a refresh may be told wrongly. Record it with a tool that writes milliseconds.',
};
