import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useImporter } from '../model/importer-context';

/** The whole page takes a file; while one hovers, it says so. Other things that are dragged are none of its business. */
export function DropTarget(): JSX.Element | null {
  const importer = useImporter();
  const isOver = useSignal(false);
  useEffect(() => {
    const hover = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      isOver.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) isOver.value = false;
    };
    const drop = (event: DragEvent): void => {
      const [file] = event.dataTransfer?.files ?? [];
      isOver.value = false;
      if (file === undefined) return;
      event.preventDefault();
      importer.take(file);
    };
    document.addEventListener('dragover', hover);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', hover);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [importer, isOver]);
  return isOver.value ? <div class="drop-target">Drop a HAR file or a report to look at it</div> : null;
}
