// How much script ran between two marks, read from a trace of Chromium.

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of `dur`, what this thread had a processor for. */
  readonly tdur?: number;
};

/** What Chromium calls running script, at whatever occasion; they nest. */
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'RunMicrotasks', 'v8.callFunction', 'MajorGC', 'MinorGC']);

const TASK = new Set(['ThreadControllerImpl::RunTask']);

/**
 * Processor time of the thread: what else the machine does meanwhile does not count. `taskMs`: script, style, layout and
 * painting, by the tasks that began in the stretch.
 */
export type Stretch = {
  readonly scriptMs: number;
  readonly taskMs: number;
  /** The longest single task: what a processor did, and from its start to its end. */
  readonly longestTaskMs: number;
  readonly longestWallMs: number;
};

export const TRACE_CATEGORIES = [
  'devtools.timeline',
  'blink.user_timing',
  'v8',
  'toplevel',
  'disabled-by-default-v8.gc',
];

/** One per `mark`, to the next mark or to `end`. Only what ran on the thread of the marks. */
export function readStretches(trace: string, mark: string, end: string): readonly Stretch[] {
  const events = (JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] }).traceEvents;
  const marks = events.filter(({ name }) => name === mark || name === end).sort((a, b) => a.ts - b.ts);
  const thread = marks[0];
  if (thread === undefined) throw new Error(`the trace has no mark ${mark}`);
  const own = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === thread.pid && tid === thread.tid)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const scripts = listOuter(own.filter(({ name }) => SCRIPT.has(name)));
  const outerTasks = listOuter(own.filter(({ name }) => TASK.has(name)));
  return marks.slice(0, -1).map(({ ts }, place) => {
    const untilTs = marks[place + 1]?.ts ?? ts;
    const isInside = (event: TraceEvent): boolean => event.ts >= ts && event.ts < untilTs;
    const tasks = own.filter((event) => TASK.has(event.name) && isInside(event));
    return {
      scriptMs: sumMs(scripts.filter(isInside)),
      taskMs: sumMs(outerTasks.filter(isInside)),
      longestTaskMs: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
      longestWallMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    };
  });
}

/**
 * Without those that lie in another. Asked of the whole trace: a script that began before a mark is counted where it began,
 * and what it calls after the mark is not counted again.
 */
function listOuter(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let coveredTs = Number.NEGATIVE_INFINITY;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < coveredTs) return false;
    coveredTs = ts + dur;
    return true;
  });
}

const sumMs = (events: readonly TraceEvent[]): number =>
  events.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000;
