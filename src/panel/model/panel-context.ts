import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelModel } from './create-panel-model';

export const PanelContext = createContext<PanelModel | null>(null);

/** The model of the panel that the component is mounted in. */
export function usePanel(): PanelModel {
  const model = useContext(PanelContext);
  if (model === null) throw new Error('a panel component outside a panel');
  return model;
}
