// The program that agents, their hooks and MCP clients start: bundled as agents.js, started by the launcher.
import { version } from '../package.json';
import { addHook } from './cli/agents/hook';
import { addMcp } from './cli/agents/mcp';
import { addAgentSpeak } from './cli/agents/speak';
import { addAgentStatus } from './cli/agents/status';
import { addAgentStop } from './cli/agents/stop';
import { addHooks } from './cli/hooks';
import { createProgram, runProgram } from './cli/program';

const HELP = `
What is said is heard in the VS Code window that had the focus last; without one, from the system's player.

Results go to stdout, messages to stderr. Exit codes: 0 success, 1 failure, 2 wrong usage, 130 interrupted.`;

const program = createProgram('kokoro-agent', 'Speak for coding agents with the Kokoro voices.', version, HELP);
addAgentSpeak(program);
addAgentStop(program);
addAgentStatus(program);
addHook(program);
addHooks(program);
addMcp(program);
runProgram(program);
