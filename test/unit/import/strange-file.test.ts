import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FILE_FAULTS } from '../../../src/base/file-fault';
import { createPolicy } from '../../../src/engine/policy';
import { createImporter } from '../../../src/import/read-import';

const FIRST_OF_ZIP = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0, 0xff, 0x9c]);
const TEXT = `{"log":{"version":"1.2","entries":[${'{"a":"some text"},'.repeat(50)}{}]}}`;

function importBytes(bytes: Uint8Array) {
  const importer = createImporter({ policy: createPolicy('aal1'), fingerprintKeyHex: '00'.repeat(32), version: '0' });
  // Cut where it is hardest.
  importer.take(bytes.subarray(0, 1));
  importer.take(bytes.subarray(1));
  return importer.finish();
}

function encodeUtf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((_, index) => {
    view.setUint16(index * 2, text.charCodeAt(index), isLittleEndian);
  });
  return new Uint8Array(view.buffer);
}

describe('a file that is compressed is called so', () => {
  test.each([
    ['a zip archive, as Playwright records one', FIRST_OF_ZIP],
    ['gzip', gzipSync(TEXT)],
    ['a .zhar of mitmproxy', deflateSync(TEXT, { level: 9 })],
    ['zlib, hardly compressed', deflateSync(TEXT, { level: 1 })],
    [
      'one whose bytes look like brackets without end',
      new Uint8Array([...FIRST_OF_ZIP, ...new Uint8Array(9999).fill(0x7b)]),
    ],
  ])('%s', (_what, bytes) => {
    expect(importBytes(bytes)).toEqual({ ok: false, reason: 'zipped' });
    expect(FILE_FAULTS.zipped).toContain('unpack');
  });
});

describe('a file in UTF-16 is called so', () => {
  test.each([
    ['of PowerShell', encodeUtf16(`\ufeff${TEXT}`, true)],
    ['without a byte order mark', encodeUtf16(TEXT, true)],
    ['the other way round', encodeUtf16(`\ufeff${TEXT}`, false)],
  ])('%s', (_what, bytes) => {
    expect(importBytes(bytes)).toEqual({ ok: false, reason: 'utf-16' });
    expect(FILE_FAULTS['utf-16']).toContain('UTF-8');
  });
});

test.each(['PK is not JSON', 'xyz', '\ufffd', 'x'])('text that only begins alike is no JSON: %s', (text) => {
  expect(importBytes(new TextEncoder().encode(text))).toEqual({ ok: false, reason: 'not-json' });
});
