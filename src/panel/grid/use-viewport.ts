import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';

type Viewport = { readonly topPx: number; readonly heightPx: number };

/** Before the first measurement: no element shows more than the window does. */
const guessViewport = (): Viewport => ({ topPx: 0, heightPx: innerHeight });

/** Scroll position and height of an element, kept current. */
export function useViewport(element: { readonly current: HTMLElement | null }): Viewport {
  const viewport: Signal<Viewport> = useSignal(useMemo(guessViewport, []));
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const measure = (): void => {
      const { topPx, heightPx } = viewport.peek();
      if (topPx === target.scrollTop && heightPx === target.clientHeight) return;
      viewport.value = { topPx: target.scrollTop, heightPx: target.clientHeight };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    target.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      target.removeEventListener('scroll', measure);
    };
  }, []);
  return viewport.value;
}
