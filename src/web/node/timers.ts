// What shared code calls of Node's `timers/promises`.

/** Settles once the events that are waiting have been handled. Timers of 0 ms are slowed down when they are nested. */
export function setImmediate(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
