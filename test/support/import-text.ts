// A file's text, read in as the command line and the panel do it.

import type { FileFault } from '../../src/base/file-fault';
import type { Result } from '../../src/base/result';
import { createPolicy } from '../../src/engine/policy';
import { createImporter, type Imported } from '../../src/import/read-import';
import { TEST_KEY_HEX } from './raw-halves';

export function importText(text: string): Result<Imported, FileFault> {
  const importer = createImporter({ policy: createPolicy('aal1'), fingerprintKeyHex: TEST_KEY_HEX, version: '0' });
  importer.take(new TextEncoder().encode(text));
  return importer.finish();
}
