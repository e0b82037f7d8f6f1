// `npm run speak -- …` and `npm run -s kokoro -- …`: prepares the checkout if needed, then runs the command line.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const cli = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.on('SIGINT', () => undefined); // the terminal also sends it to the command, which cleans up and ends
process.on('SIGTERM', () => cli.kill('SIGTERM'));
cli.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
