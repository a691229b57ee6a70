/** The function's 60 seconds and a reserve: after it a process that held a worker is gone, or has sent its last request. */
export const LEASE_MS = 70_000;
