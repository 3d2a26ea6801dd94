import { expect, it } from 'vitest';
import { createState } from '../../../src/engine/create-state';
import { createDraft } from '../../../src/engine/draft';
import { noteInstant, readDraftLog } from '../../../src/engine/log';
import { createPolicy } from '../../../src/engine/policy';

it('a log spans its earliest and its latest instant, in whatever order they come', () => {
  const draft = createDraft(createState(), createPolicy('aal1').thresholds);
  for (const atMs of [50, 20, 80, 40]) noteInstant(draft, atMs);
  expect(readDraftLog(draft)).toMatchObject({ seq: 4, fromMs: 20, toMs: 80 });
});
