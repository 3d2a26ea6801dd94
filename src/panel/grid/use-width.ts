import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

const FIRST_GUESS_PX = 800;

/** Width of an element's content, kept current. */
export function useWidth(element: { readonly current: HTMLElement | null }): number {
  const widthPx = useSignal(FIRST_GUESS_PX);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const measure = (): void => {
      widthPx.value = Math.max(1, target.clientWidth);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    measure();
    return () => observer.disconnect();
  }, []);
  return widthPx.value;
}
