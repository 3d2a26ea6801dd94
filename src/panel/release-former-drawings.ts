// What was drawn before is let go. Preact 11.2 keeps it: an element stays in the props of its parent, with the children that
// it had when it was first drawn; where one of these was not drawn again, its parent is the next drawing, and so on to the
// newest. A table that scrolls or follows the clock then keeps every drawing that it ever made
// (https://github.com/preactjs/preact/issues/4909).

import { type Component, options, type VNode } from 'preact';

/** Names of Preact that its build keeps, for tools that look into it (its mangle.json). */
declare module 'preact' {
  interface VNode {
    /** The component that draws it. */
    __c?: Component | null;
    __k?: readonly (VNode | null)[] | null;
  }
}

/** Once for a page, before anything is drawn. */
export function releaseFormerDrawings(): void {
  const drawn = new WeakMap<Component, VNode>();
  const { diffed } = options;
  options.diffed = (vnode) => {
    diffed?.(vnode);
    if (!vnode.__c) return;
    const former = drawn.get(vnode.__c);
    if (former !== undefined && former !== vnode) former.__k = null;
    drawn.set(vnode.__c, vnode);
  };
}
