// What shared code calls of Node's `os`.

/** Threads need shared memory, which a page has only if it is isolated from other origins. */
export const availableParallelism = (): number => (crossOriginIsolated ? navigator.hardwareConcurrency : 1);
