import { expect, test } from 'vitest';
import { FILE_FAULTS } from '../../../src/base/file-fault';
import { createPolicy } from '../../../src/engine/policy';
import { createImporter } from '../../../src/import/read-import';

const FIRST_OF_ZIP = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0, 0xff, 0x9c]);

function importBytes(bytes: Uint8Array) {
  const importer = createImporter({ policy: createPolicy('aal1'), fingerprintKeyHex: '00'.repeat(32), version: '0' });
  importer.take(bytes);
  return importer.finish();
}

test('a zip archive, as Playwright records one, is called so', () => {
  expect(importBytes(FIRST_OF_ZIP)).toEqual({ ok: false, reason: 'zipped' });
  expect(FILE_FAULTS.zipped).toContain('unpack');
});

test('text that only begins with the same letters is no archive', () => {
  expect(importBytes(new TextEncoder().encode('PK is not JSON'))).toEqual({ ok: false, reason: 'not-json' });
});
