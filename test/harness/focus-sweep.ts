// Walks through a page with Tab, and judges at each stop whether a person could see where the focus is.

import type { Page } from '@playwright/test';

export type FocusStop = {
  readonly name: string;
  /** Empty where all is well. */
  readonly faults: readonly string[];
};

const MOST_STOPS = 250;

/** From the top of the page to its end. */
export async function sweepFocus(page: Page): Promise<readonly FocusStop[]> {
  await page.evaluate(() => {
    // Where the focus was last, the next Tab would go on from there.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    for (const swept of document.querySelectorAll('[data-swept]')) swept.removeAttribute('data-swept');
  });
  const stops: FocusStop[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(judgeFocus);
    if (stop === null) return stops;
    stops.push(stop);
  }
  throw new Error('the focus goes round and round');
}

/** Through what `part` holds, from the control in front of it, which has the focus. */
export async function sweepFocusIn(page: Page, part: string): Promise<readonly FocusStop[]> {
  const stops: FocusStop[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    if ((await page.locator(part).locator(':focus').count()) === 0) return stops;
    const stop = await page.evaluate(judgeFocus);
    if (stop === null) return stops;
    stops.push(stop);
  }
  throw new Error('the focus goes round and round');
}

/** What in `part` could take the focus by Tab, can be seen, and was passed over in the sweep. */
export const listUnswept = (page: Page, part = 'body'): Promise<readonly string[]> =>
  page.evaluate((within) => {
    const controls = 'button, a[href], input, select, [tabindex="0"]';
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((element) => element.closest(within) !== null)
      .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled, [type=radio]:not(:checked)'))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !('swept' in element.dataset))
      .map((element) => element.outerHTML.slice(0, 120));
  }, part);

/** Runs in the page. Null when the focus is nowhere, or where it was before. */
function judgeFocus(): FocusStop | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body || 'swept' in focused.dataset) return null;
  focused.dataset['swept'] = '';
  const active = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
  // A hidden radio button or checkbox shows its focus on its label.
  const shown = active ?? (focused.matches('input.visually-hidden') ? focused.closest('label') : null) ?? focused;
  const faults: string[] = [];

  const ring = getComputedStyle(shown);
  const edge = getComputedStyle(shown, '::after');
  const isRinged = ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) >= 1;
  const isFilled = shown.matches('.splitter') && edge.backgroundColor !== 'rgba(0, 0, 0, 0)';
  if (!isRinged && !isFilled) faults.push('nothing shows the focus');

  const box = shown.getBoundingClientRect();
  const reach = isRinged
    ? Math.max(0, Number.parseFloat(ring.outlineOffset) + Number.parseFloat(ring.outlineWidth))
    : 0;
  let clip = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let parent = shown.parentElement; parent !== null; parent = parent.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(parent);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const bounds = parent.getBoundingClientRect();
    clip = {
      left: Math.max(clip.left, bounds.left),
      top: Math.max(clip.top, bounds.top),
      right: Math.min(clip.right, bounds.right),
      bottom: Math.min(clip.bottom, bounds.bottom),
    };
  }
  const SLACK = 1;
  if (
    box.left - reach < clip.left - SLACK ||
    box.top - reach < clip.top - SLACK ||
    box.right + reach > clip.right + SLACK ||
    box.bottom + reach > clip.bottom + SLACK
  )
    faults.push(
      `cut: ${[box.left, box.top, box.right, box.bottom].map(Math.round)} in ${Object.values(clip).map(Math.round)}`,
    );
  if (box.width < 2 || box.height < 2) faults.push('too small to be seen');

  const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [x, y] as const));
  const isUncovered = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return hit !== null && (shown.contains(hit) || hit.contains(shown));
  });
  if (!isUncovered) faults.push('covered by something else');
  const name = focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 40) ?? focused.tagName;
  return { name: name === '' ? focused.outerHTML.slice(0, 80) : name, faults };
}
