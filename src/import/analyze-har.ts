// The entries of a HAR file → an analysis, by the same normalise, engine and rules as in the browser.

import type { FileGap } from '../base/file-gap';
import { isJsonObject, type Json, parseJson, readMember } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import type { Policy } from '../engine/policy';
import { createDoor } from '../normalise/door';
import { createHarReader } from '../observe/har-file';
import type { Analysis } from '../rules/analysis';
import { createLogAnalysis } from '../rules/log-analysis';
import { createReplay } from './replay';

export type HarAnalysis = {
  readonly analysis: Analysis;
  readonly exchanges: number;
  /** Entries that were damaged and left out. */
  readonly skipped: number;
  readonly isSanitised: boolean;
  readonly gaps: readonly FileGap[];
};

export type AnalyzeOptions = { readonly policy: Policy; readonly fingerprintKeyHex: string };

export type HarAnalyzer = {
  /** `text`: the JSON of one entry. */
  readonly takeEntry: (text: string, index: number) => void;
  /** `json`: the file without the entries that were taken. */
  readonly finish: (json: Json) => Result<HarAnalysis, 'not-json' | 'not-har'>;
};

export function createHarAnalyzer({ policy, fingerprintKeyHex }: AnalyzeOptions): HarAnalyzer {
  const replay = createReplay();
  const reader = createHarReader(createDoor(fingerprintKeyHex, replay.take));
  let taken = 0;
  let isBroken = false;

  /** Whatever stands among the entries and is none counts as one that is damaged. */
  function takeRest(entries: readonly Json[]): void {
    entries.forEach((entry, index) => {
      if (taken === 0 || !isJsonObject(entry)) reader.takeEntry(entry, index);
    });
  }

  return {
    takeEntry(text, index) {
      if (isBroken) return;
      const entry = parseJson(text);
      taken += 1;
      if (entry === undefined) isBroken = true;
      else reader.takeEntry(entry, index);
    },
    finish(json) {
      if (isBroken) return fail('not-json');
      const log = isJsonObject(json) ? readMember(json, 'log') : undefined;
      const entries = isJsonObject(log) ? readMember(log, 'entries') : undefined;
      if (!isJsonObject(log) || !isJsonList(entries)) return fail('not-har');
      // A file that names its entries twice is none.
      if (taken > 0 && entries.filter(isJsonObject).length !== taken) return fail('not-har');
      takeRest(entries);
      const { redirects, ...file } = reader.finish(log);
      const analysis = createLogAnalysis(policy);
      replay.run(redirects, analysis.observe);
      return succeed({ analysis: analysis.finish(), ...file });
    },
  };
}

const isJsonList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
