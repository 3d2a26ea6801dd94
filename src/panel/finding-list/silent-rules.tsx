// Rules that could not be judged, and why: not found is not the same as not there.

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { readLog } from '../../engine/create-state';
import { usePanel } from '../model/panel-context';
import { Fold } from './fold';

/** The reasons change slowly: asked again at most once in so much observed time. */
const ASK_EVERY_MS = 5000;

export function SilentRules(): JSX.Element | null {
  const { environment, feed } = usePanel();
  const { connection, notEvaluable, state } = feed.value;
  const step = Math.floor((readLog(state).toMs ?? 0) / ASK_EVERY_MS);
  useEffect(() => {
    if (connection === 'connected') environment.feed.explainSilence();
  }, [environment, connection, step]);
  if (notEvaluable === null || notEvaluable.length === 0) return null;
  return (
    <Fold title="Not evaluable" count={notEvaluable.length}>
      <dl class="silent-rules" data-testid="not-evaluable">
        {notEvaluable.map(({ rule, title, reason }) => (
          <div key={rule}>
            <dt>{title}</dt>
            <dd>
              {reason} <span class="muted">{`\u00b7 ${rule}`}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
