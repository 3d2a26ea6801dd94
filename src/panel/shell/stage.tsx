// What is shown: the live panel, or that of a file in its place. Files can be dropped on either.

import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import type { Importer, Reading } from '../model/create-importer';
import { ImporterContext } from '../model/importer-context';
import { PanelContext } from '../model/panel-context';
import { Boundary } from './boundary';
import { DropTarget } from './drop-target';
import { Panel } from './panel';

export function Stage({ importer }: { readonly importer: Importer }): JSX.Element {
  const model = importer.shown.value;
  return (
    <ImporterContext value={importer}>
      <PanelContext value={model}>
        <Boundary part="The panel" about={model}>
          <Panel key={model.environment.imported === null ? 'live' : model} />
        </Boundary>
      </PanelContext>
      <DropTarget />
      <div class="visually-hidden" role="status">
        {describeImport(importer.reading.value, model.environment.imported?.name ?? null)}
      </div>
    </ImporterContext>
  );
}

/** For screen readers: beginning and end, not each step between. */
function describeImport(reading: Reading | null, shownName: string | null): string {
  if (reading?.kind === 'reading') return `Reading ${showUntrusted(reading.name, 60)}`;
  if (reading?.kind === 'refused') return `${showUntrusted(reading.name, 60)} ${reading.fault}`;
  return shownName === null ? '' : `Showing ${showUntrusted(shownName, 60)}`;
}
