import { render } from 'preact';
import { createPanelModel } from './model/create-panel-model';
import { PanelContext } from './model/panel-context';
import type { PanelEnvironment } from './model/panel-environment';
import { fetchLateParts } from './shell/late-parts';
import { Panel } from './shell/panel';
import { takePanelKey } from './shell/panel-keys';
import './style/panel.css';
import { applyTheme } from './shell/apply-theme';

/** Draws the panel into `root`; the returned function takes it away and ends all it started. */
export function mountPanel(root: HTMLElement, environment: PanelEnvironment): () => void {
  const model = createPanelModel(environment);
  const takeKey = (event: KeyboardEvent): void => takePanelKey(model, event);
  document.addEventListener('keydown', takeKey);
  const stopTheme = applyTheme(environment.theme);
  render(
    <PanelContext value={model}>
      <Panel />
    </PanelContext>,
    root,
  );
  const cancelFetch = environment.scheduleFrame(fetchLateParts);
  return () => {
    cancelFetch();
    render(null, root);
    document.removeEventListener('keydown', takeKey);
    stopTheme();
    model.dispose();
  };
}
