import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { writeMoment, writeRelative, writeUtc } from '../words/write-time';

type InstantProps = { readonly atMs: number; readonly note?: string };

/** Local, relative and UTC. */
export function Instant({ atMs, note }: InstantProps): JSX.Element {
  const nowMs = usePanel().nowMs.value;
  const relative = writeRelative(atMs, nowMs);
  return (
    <>
      <span class="mono">{writeMoment(atMs, nowMs)}</span>{' '}
      <span class="muted">
        {note === undefined ? relative : `${relative}, ${note}`}
        <span class="claim-utc">{writeUtc(atMs)}</span>
      </span>
    </>
  );
}
