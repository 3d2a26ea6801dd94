// What can be done with one lane: the same by mouse and by the menu key.

import type { JSX } from 'preact';
import { Menu, type MenuItem } from '../label/menu';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import { DEFAULT_WINDOW } from '../model/timeline-window';
import type { LaneSource } from './list-lanes';

export type LaneMenuFacts = {
  readonly lane: LaneSource | null;
  readonly place: { readonly xPx: number; readonly yPx: number };
};

type LaneMenuProps = {
  readonly facts: LaneMenuFacts;
  readonly onFit: (lane: LaneSource) => void;
  readonly onClose: () => void;
};

export function LaneMenu({ facts: { lane, place }, onFit, onClose }: LaneMenuProps): JSX.Element {
  const model = usePanel();
  const { timelineWindow } = model;
  const { hasCompactLanes } = model.layout.value;
  const items: MenuItem[] = [];
  if (lane !== null) items.push({ text: `Fit to ${nameLane(lane)}`, run: () => onFit(lane) });
  items.push(
    { text: 'Show all', run: () => (timelineWindow.value = { spanMs: 'all', endMs: null }) },
    { text: 'Follow the present', run: () => (timelineWindow.value = DEFAULT_WINDOW) },
    {
      text: hasCompactLanes ? 'Tall lanes' : 'Compact lanes',
      run: () => patchLayout(model, { hasCompactLanes: !hasCompactLanes }),
    },
  );
  if (lane?.kind === 'chain')
    items.push({
      text: `Show chain ${lane.chain.label}`,
      run: () => selectInPanel(model, { kind: 'chain', id: lane.chain.id }),
    });
  return <Menu label="Timeline" place={place} items={items} onClose={onClose} />;
}

const nameLane = (lane: LaneSource): string => (lane.kind === 'chain' ? lane.chain.label : 'what has no chain');
