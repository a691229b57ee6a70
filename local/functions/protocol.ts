import type { ClockSetting } from '../clock.ts';

/** What a function's process is told when it is started, as its one argument. */
export interface Birth {
  /** The bundle's module. */
  readonly module: string;
  readonly export: string;
  readonly clock: ClockSetting;
}

export interface Invocation {
  readonly kind: 'invoke';
  readonly requestId: string;
  readonly event: unknown;
  /** Epoch ms of the local cloud's time. */
  readonly deadline: number;
}

export type ToProcess = Invocation | { readonly kind: 'clock'; readonly setting: ClockSetting };

/** An error as Lambda reports one. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

export type FromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unfit'; readonly error: FunctionError }
  | { readonly kind: 'done'; readonly requestId: string; readonly result: unknown }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: FunctionError };
