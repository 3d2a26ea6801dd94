import type { ComponentChildren, JSX } from 'preact';

type FactProps = { readonly name: ComponentChildren; readonly children: ComponentChildren; readonly hint?: string };

/** One line of a list of facts: a muted name, a value. Stands inside a dl. */
export function Fact({ name, children, hint }: FactProps): JSX.Element {
  return (
    <div class="fact" title={hint}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type FactGroupProps = { readonly title: string; readonly children: ComponentChildren };

export function FactGroup({ title, children }: FactGroupProps): JSX.Element {
  return (
    <section class="fact-group">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
