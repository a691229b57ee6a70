/** The functions, by the name under which each tells logs and metrics of itself. */
export const FUNCTIONS = ['ingest', 'provision', 'poll', 'operate', 'rotate'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];
