// The composition root of the import worker: reads a file off the panel's thread and publishes what it told. Secrets of the
// file never leave this worker; it is gone with the import.

import type { FileFault } from '../base/file-fault';
import { fail, type Result, succeed } from '../base/result';
import { createPolicy } from '../engine/policy';
import { readImport } from '../import/read-import';
import { skimHar } from '../import/skim-har';
import { createRandomHex } from '../platform/random';
import { readNowMs } from '../platform/system-clock';
import { createOwnerChannel } from '../platform/worker-channel';
import { hostImport, type ReadFile } from '../publish/import-host';
import { createImportedSession } from '../store/imported-session';

const KEY_BYTES = 32;
const PROGRESS_EVERY_MS = 100;

const readFile: ReadFile = async (file, profile, onProgress) => {
  const text = await readText(file);
  if (!text.ok) return text;
  let toldAtMs = readNowMs();
  const imported = readImport(text.value, {
    policy: createPolicy(profile),
    fingerprintKeyHex: createRandomHex(KEY_BYTES),
    version: __VERSION__,
    onProgress(done, total) {
      if (readNowMs() - toldAtMs < PROGRESS_EVERY_MS) return;
      toldAtMs = readNowMs();
      onProgress({ done, total });
    },
  });
  if (!imported.ok) return imported;
  const { analysis, kind, exchanges, skipped, isSanitised, notEvaluable, writeReport } = imported.value;
  const session = createImportedSession(analysis);
  return succeed({
    file: { kind, exchanges, skipped, isSanitised },
    session,
    profile: analysis.policy.profile,
    notEvaluable,
    writeReport: () => writeReport(session.analysis()),
  });
};

/** The browser rejects for a file that is gone, and for one larger than its longest string. */
const readText = (file: File): Promise<Result<string, FileFault>> =>
  file
    .arrayBuffer()
    .then((bytes) => skimHar(new Uint8Array(bytes)))
    .then(succeed, () => fail('unreadable'));

hostImport(createOwnerChannel(), readFile);
