// What one normaliser knows again of the tokens, addresses and Cookie headers that it has read lately.

import { createFingerprinter } from '../token/fingerprint';
import { type Address, createAddressReader } from './address';
import { type CredentialReader, createCredentialReader } from './credential-reader';
import { createDateLog, type NoteDate } from './freshened';
import { createCookieReader, type ReadCookies } from './request-cookies';

export type Readers = {
  readonly reader: CredentialReader;
  readonly readAddress: (url: string) => Address;
  readonly readCookies: ReadCookies;
  readonly noteDate: NoteDate;
};

/** `keyHex`: 64 hex digits, the HMAC key of this profile's fingerprints. */
export function createReaders(keyHex: string): Readers {
  const takeFingerprint = createFingerprinter(keyHex);
  const reader = createCredentialReader(takeFingerprint);
  return {
    reader,
    readAddress: createAddressReader(takeFingerprint),
    readCookies: createCookieReader(reader),
    noteDate: createDateLog(),
  };
}
