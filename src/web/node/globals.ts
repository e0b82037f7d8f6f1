// The globals of Node that shared code uses; the build puts these in their place.

const browserProcess = {
  env: {} as Record<string, string>,
  platform: 'browser',
  arch: 'wasm',
  /** A worker's time by the clock, in µs: a browser does not tell how much of it was spent. */
  cpuUsage: (before = { user: 0, system: 0 }) => ({ user: 1000 * performance.now() - before.user, system: 0 }),
};

const browserBuffer = {
  from: (text: string, _encoding: 'base64') => Uint8Array.from(atob(text), (character) => character.charCodeAt(0)),
  concat: (parts: readonly Uint8Array[]) => {
    const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  },
};

export { browserBuffer as Buffer, browserProcess as process };
