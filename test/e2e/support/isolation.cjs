// Loaded into code-server: answers the parameter with which VS Code asks for an isolated page, as vscode.dev's server
// does. code-server ignores it.
const { ServerResponse } = require('node:http');

const OPENER = ['cross-origin-opener-policy', 'same-origin'];
const EMBEDDER = ['cross-origin-embedder-policy', 'require-corp'];
const HEADERS = { 1: [OPENER], 2: [EMBEDDER], 3: [OPENER, EMBEDDER] };

const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (...args) {
  const wanted = new URL(this.req.url ?? '/', 'http://localhost').searchParams.get('vscode-coi');
  for (const [name, value] of HEADERS[wanted] ?? []) this.setHeader(name, value);
  return writeHead.apply(this, args);
};
