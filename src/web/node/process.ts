/** The global `process` of shared code; the build puts it in its place. */
const browserProcess = { env: {} as Record<string, string>, platform: 'browser', arch: 'wasm' };
export { browserProcess as process };
