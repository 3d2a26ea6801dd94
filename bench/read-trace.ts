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
    .sort((a, b) => a.ts - b.ts);
  return marks.slice(0, -1).map(({ ts }, place) => {
    const untilTs = marks[place + 1]?.ts ?? ts;
    const inside = own.filter((event) => event.ts >= ts && event.ts < untilTs);
    const measure = (names: ReadonlySet<string>): number =>
      sumOuter(inside.filter(({ name }) => names.has(name))) / 1000;
    const tasks = inside.filter(({ name }) => TASK.has(name));
    return {
      scriptMs: measure(SCRIPT),
      taskMs: measure(TASK),
      longestTaskMs: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
      longestWallMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    };
  });
}

/** Events that lie in another count with it. */
function sumOuter(events: readonly TraceEvent[]): number {
  let [sum, coveredTs] = [0, 0];
  for (const { ts, dur = 0, tdur = dur } of events) {
    if (ts < coveredTs) continue;
    sum += tdur;
    coveredTs = ts + dur;
  }
  return sum;
}
