export const FUNCTIONS = ['ingest', 'provision', 'poll', 'operate', 'rotate'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** By which other stacks find a function without importing anything of it. */
export const functionNameOf = (prefix: string, name: FunctionName): string => `${prefix}-${name}`;
