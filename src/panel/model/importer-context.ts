import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Importer } from './create-importer';

export const ImporterContext = createContext<Importer | null>(null);

export function useImporter(): Importer {
  const importer = useContext(ImporterContext);
  if (importer === null) throw new Error('a panel component outside a panel');
  return importer;
}
