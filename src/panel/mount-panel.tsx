import { render } from 'preact';
import { createImporter } from './model/create-importer';
import { createPanelModel } from './model/create-panel-model';
import type { PanelEnvironment } from './model/panel-environment';
import { searchPanel } from './model/search-panel';
import { releaseFormerDrawings } from './release-former-drawings';
import { fetchLateParts } from './shell/late-parts';
import { takePanelKey } from './shell/panel-keys';
import { Stage } from './shell/stage';
import './style/panel.css';
import { applyTheme } from './shell/apply-theme';

releaseFormerDrawings();

/** Draws the panel into `root`; the returned function takes it away and ends all it started. */
export function mountPanel(root: HTMLElement, environment: PanelEnvironment): () => void {
  const model = createPanelModel(environment);
  const importer = createImporter(model);
  const takeKey = (event: KeyboardEvent): void => takePanelKey(importer.shown.peek(), event);
  document.addEventListener('keydown', takeKey);
  const stopSearch = environment.listenToSearch((search) => searchPanel(importer.shown.peek(), search));
  const stopTheme = applyTheme(environment.theme);
  render(<Stage importer={importer} />, root);
  const cancelFetch = environment.scheduleFrame(fetchLateParts);
  return () => {
    cancelFetch();
    render(null, root);
    document.removeEventListener('keydown', takeKey);
    stopSearch();
    stopTheme();
    importer.dispose();
    model.dispose();
  };
}
