/** An engine that runs here and speaks HTTP. */
export interface RunningEngine extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
}
