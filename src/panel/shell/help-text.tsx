// What the signs mean and which keys there are.

import type { JSX } from 'preact';
import { ExplanationLink } from '../label/explanation-link';
import { PhaseMark } from '../label/phase-mark';
import type { Phase } from '../model/token-phase';

const SIGNS: readonly (readonly [Phase, string])[] = [
  ['live', 'live: it may be honoured'],
  ['expiring', 'expiring: the last fifth of its life, at most a minute, or an hour of a refresh token'],
  ['renewal', 'renewal credential: it brings new tokens'],
  ['wrong', 'live, with a grave finding'],
  ['open', 'no end is known'],
  ['over', 'over: expired, superseded, refused or logged out'],
];

const KEYS: readonly (readonly [string, string])[] = [
  ['1 2 3 4 5', 'Tokens, Timeline, Refreshes, Chains, Findings'],
  ['\u2191 \u2193 Home End', 'move in a list; \u2190 \u2192 from cell to cell'],
  ['Enter', 'open the detail, or what the cell links to'],
  ['Ctrl C', 'copy the cell, or the row'],
  ['Space', 'pick two tokens to compare (mouse: Ctrl click)'],
  ['Shift F10', 'menu: copy, compare, narrow'],
  ['\u2191 from the first row', 'to the heads: Enter sorts, Shift \u2190 \u2192 sizes the column'],
  ['Esc', 'close the detail, drop the selection'],
  ['t', 'show or hide the timeline below the list'],
  ['+ \u2212 \u2190 \u2192 0 n', 'in the timeline: zoom, move, show all, follow the present'],
  ['f l', 'in the timeline: fit to one chain, compact or tall lanes'],
  ['\u2191 \u2193 Shift \u2190 \u2192', 'in the timeline: from lane to lane, from event to event; Enter opens it'],
  ['\u2190 \u2192 \u2191 \u2193 Enter', 'on an edge between panes (Tab reaches it): move it, reset it'],
  ['/', 'filter'],
  ['p', 'pause and resume recording'],
  ['Ctrl L', 'forget everything seen so far'],
  ['i', 'import a HAR file or an exported report; dropping it on the panel does the same'],
  ['c', 'under Refreshes: copy the verdict on silent refresh'],
  ['?', 'this help'],
];

export function HelpText(): JSX.Element {
  return (
    <>
      <h2>Token Lifeline</h2>
      <h3>Signs</h3>
      <dl class="help-list help-signs">
        {SIGNS.map(([phase, text]) => (
          <div key={phase}>
            <dt>
              <PhaseMark phase={phase} />
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>Words</h3>
      <p>
        AT: access token, RT: refresh token, ID: ID token, JWT: any other JWT; C: chain, R: refresh. The numbers are in
        order of sight. E1 to E4 grade how a rotation was seen: E1 on both sides of one request, E2 by a cookie whose
        value is hidden, E3 by session or claims, E4 only inferred.
      </p>
      <h3>Keys</h3>
      <dl class="help-list">
        {KEYS.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <ExplanationLink>What can be seen, and what not</ExplanationLink>
      </p>
      <p>Everything stays on this computer. A signature, a cookie value or a body is never kept.</p>
    </>
  );
}
