// The wire between the panel's page and its import worker. Through it goes the panels' protocol, too, wrapped: the worker
// publishes what a file told exactly as the background worker publishes what it sees.

import { type FileFault, isFileFault } from '../base/file-fault';
import { type FileGap, isFileGap } from '../base/file-gap';
import { type Guard, isAnyOf, isFlag, isListOf, isNumber, isObjectOf, isOneOf, isText, isUnknown } from '../base/guard';
import { isProfileName, type ProfileName } from '../engine/profile';

/** Where imported facts come from. */
export type ImportedFile = {
  readonly kind: 'har' | 'report';
  readonly name: string;
  /** Exchanges that the file tells of. */
  readonly exchanges: number;
  /** Entries that were damaged and left out. */
  readonly skipped: number;
  /** The file was written without Authorization headers and cookies. */
  readonly isSanitised: boolean;
  readonly gaps: readonly FileGap[];
};

/** Bytes of the file, of all that there are; both 0 until it is being read. */
export type ImportProgress = { readonly done: number; readonly total: number };

export type ToImporter =
  /** The first message, once. */
  | { readonly kind: 'read'; readonly file: File; readonly profile: ProfileName }
  | { readonly kind: 'get-report' }
  | { readonly kind: 'from-panel'; readonly message: unknown };

export type FromImporter =
  | ({ readonly kind: 'progress' } & ImportProgress)
  | { readonly kind: 'refused'; readonly fault: FileFault }
  /** A panel may subscribe. */
  | { readonly kind: 'opened'; readonly file: ImportedFile }
  | { readonly kind: 'report'; readonly report: unknown }
  | { readonly kind: 'to-panel'; readonly message: unknown };

type To<Kind extends ToImporter['kind']> = Extract<ToImporter, { readonly kind: Kind }>;
type From<Kind extends FromImporter['kind']> = Extract<FromImporter, { readonly kind: Kind }>;

const isFile = (value: unknown): value is File => value instanceof File;

export const isToImporter: Guard<ToImporter> = isAnyOf(
  isObjectOf<To<'read'>>({ kind: isOneOf('read'), file: isFile, profile: isProfileName }),
  isObjectOf<To<'get-report'>>({ kind: isOneOf('get-report') }),
  isObjectOf<To<'from-panel'>>({ kind: isOneOf('from-panel'), message: isUnknown }),
);

export const isFromImporter: Guard<FromImporter> = isAnyOf(
  isObjectOf<From<'progress'>>({ kind: isOneOf('progress'), done: isNumber, total: isNumber }),
  isObjectOf<From<'refused'>>({
    kind: isOneOf('refused'),
    fault: isFileFault,
  }),
  isObjectOf<From<'opened'>>({
    kind: isOneOf('opened'),
    file: isObjectOf<ImportedFile>({
      kind: isOneOf('har', 'report'),
      name: isText,
      exchanges: isNumber,
      skipped: isNumber,
      isSanitised: isFlag,
      gaps: isListOf(isFileGap),
    }),
  }),
  isObjectOf<From<'report'>>({ kind: isOneOf('report'), report: isUnknown }),
  isObjectOf<From<'to-panel'>>({ kind: isOneOf('to-panel'), message: isUnknown }),
);
