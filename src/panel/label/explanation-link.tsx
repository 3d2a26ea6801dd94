import type { ComponentChildren, JSX } from 'preact';

/** To the extension's own page about what can be seen, beside the panel's: the one link there is, and written out. */
export function ExplanationLink({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <a class="explanation-link" href="./what-is-seen.html" target="_blank" rel="noopener">
      {children}
    </a>
  );
}
