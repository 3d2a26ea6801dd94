// A HAR file's JSON → an analysis, by the same normalise, engine and rules as in the browser.

import type { Json } from '../base/json';
import { type Result, succeed } from '../base/result';
import type { Policy } from '../engine/policy';
import { createDoor } from '../normalise/door';
import { readHarFile } from '../observe/har-file';
import type { Analysis } from '../rules/analysis';
import { createLogAnalysis } from '../rules/log-analysis';

export type HarAnalysis = {
  readonly analysis: Analysis;
  readonly exchanges: number;
  /** Entries that were damaged and left out. */
  readonly skipped: number;
  readonly isSanitised: boolean;
};

export type AnalyzeOptions = {
  readonly policy: Policy;
  readonly fingerprintKeyHex: string;
  /** Told after each exchange. */
  readonly onProgress?: (done: number, total: number) => void;
};

export function analyzeHar(
  json: Json,
  { policy, fingerprintKeyHex, onProgress }: AnalyzeOptions,
): Result<HarAnalysis, 'not-har'> {
  const file = readHarFile(json);
  if (!file.ok) return file;
  const { exchanges, skipped, isSanitised, replay } = file.value;
  const log = createLogAnalysis(policy);
  const door = createDoor(fingerprintKeyHex, log.observe);
  replay(door, (done) => onProgress?.(done, exchanges));
  return succeed({ analysis: log.finish(), exchanges, skipped, isSanitised });
}
