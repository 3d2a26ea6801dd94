// Why a file cannot be taken in, for the command line and the panel alike.

import { type Guard, isOneOf } from './guard';
import type { JsonFault } from './json';

/** zipped: an archive, or compressed. overgrown: parsing it would take all memory. */
export type FileFault = JsonFault | 'zipped' | 'utf-16' | 'overgrown' | 'not-har' | 'newer-report' | 'unreadable';

export const isFileFault: Guard<FileFault> = isOneOf(
  'empty',
  'not-json',
  'cut-off',
  'zipped',
  'utf-16',
  'overgrown',
  'not-har',
  'newer-report',
  'unreadable',
);

/** Each goes on after the file's name. */
export const FILE_FAULTS: Readonly<Record<FileFault, string>> = {
  empty: 'is empty',
  'not-json': 'is not JSON',
  'cut-off': 'is cut off: its end is missing',
  zipped: 'is compressed: unpack it and give the .har file in it',
  'utf-16': 'is written in UTF-16, as PowerShell does: save it as UTF-8',
  overgrown: 'is nested deeper, or has more values, than any log',
  'not-har': 'is JSON, but neither a HAR file (it has no log.entries) nor a report of Token Lifeline',
  'newer-report': 'is a report of a newer version of Token Lifeline',
  unreadable: 'cannot be read',
};
