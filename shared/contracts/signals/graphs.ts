/** One graph of the dashboard. It shows the signals that name it. */
export interface Graph {
  readonly title: string;
  /** For what functions count: a line for each target, or one for all. */
  readonly per?: 'target';
}

/** Every graph, by the name that signals give it, in the order of the dashboard. */
const WAITING = {
  'oldest-message': { title: 'Oldest message, in seconds' },
  'dead-letters': { title: 'Dead letters' },
  'oldest-hold': { title: 'Oldest hold, in minutes' },
  'oldest-look': { title: 'Longest wait for a check, in minutes' },
  leavers: { title: 'Leavers not ended', per: 'target' },
  holds: { title: 'Holds opened and decided', per: 'target' },
  paused: { title: 'Changes that wait because of a pause', per: 'target' },
} as const satisfies Readonly<Record<string, Graph>>;

const TARGETS = {
  gates: { title: 'Gates closed, and opened by hand; tokens refused', per: 'target' },
  sweeps: { title: 'Sweeps finished and failed', per: 'target' },
  surprises: { title: 'Changes made by others, and changes not confirmed', per: 'target' },
  tokens: { title: 'API tokens of leavers', per: 'target' },
} as const satisfies Readonly<Record<string, Graph>>;

const FUNCTIONS = {
  'function-errors': { title: 'Failed invocations' },
  'function-throttles': { title: 'Invocations that Lambda did not start' },
  'function-durations': { title: 'Duration (p99), in ms' },
  deliveries: { title: 'Deliveries from HR' },
  operators: { title: 'What operators did' },
} as const satisfies Readonly<Record<string, Graph>>;

export type GraphName = keyof typeof WAITING | keyof typeof TARGETS | keyof typeof FUNCTIONS;

/** The rows of the dashboard. */
export const ROWS: readonly { readonly heading: string; readonly graphs: Readonly<Record<string, Graph>> }[] = [
  { heading: 'What waits, since when', graphs: WAITING },
  { heading: 'The targets', graphs: TARGETS },
  { heading: 'The functions, deliveries and operators', graphs: FUNCTIONS },
];
