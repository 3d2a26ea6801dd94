// The composition root of the import worker: reads a file off the panel's thread and publishes what it told. Secrets of the
// file never leave this worker; it is gone with the import.

import type { FileFault } from '../base/file-fault';
import { fail, type Result, succeed } from '../base/result';
import { createPolicy } from '../engine/policy';
import { createImporter } from '../import/read-import';
import { createRandomHex } from '../platform/random';
import { readNowMs } from '../platform/system-clock';
import { createOwnerChannel } from '../platform/worker-channel';
import { hostImport, type ReadFile } from '../publish/import-host';
import { createImportedSession } from '../store/imported-session';

const KEY_BYTES = 32;
const PIECE_BYTES = 1024 * 1024;
const PROGRESS_EVERY_MS = 100;

const readFile: ReadFile = async (file, profile, onProgress) => {
  const importer = createImporter({
    policy: createPolicy(profile),
    fingerprintKeyHex: createRandomHex(KEY_BYTES),
    version: __VERSION__,
  });
  let toldAtMs = readNowMs();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const bytes = await readPiece(file, at);
    if (!bytes.ok) return bytes;
    importer.take(bytes.value);
    if (readNowMs() - toldAtMs < PROGRESS_EVERY_MS) continue;
    toldAtMs = readNowMs();
    onProgress({ done: at, total: file.size });
  }
  const imported = importer.finish();
  if (!imported.ok) return imported;
  const { analysis, kind, exchanges, skipped, isSanitised, gaps, notEvaluable, writeReport } = imported.value;
  const session = createImportedSession(analysis);
  return succeed({
    file: { kind, exchanges, skipped, isSanitised, gaps },
    session,
    profile: analysis.policy.profile,
    notEvaluable,
    writeReport: () => writeReport(session.analysis()),
  });
};

/** The browser rejects for a file that is gone. */
const readPiece = (file: File, at: number): Promise<Result<Uint8Array, FileFault>> =>
  file
    .slice(at, at + PIECE_BYTES)
    .arrayBuffer()
    .then(
      (bytes) => succeed(new Uint8Array(bytes)),
      () => fail('unreadable'),
    );

hostImport(createOwnerChannel(), readFile);
