import { version } from '../package.json';
import { addMcp } from './cli/agents/mcp';
import { addFetch, addVoices } from './cli/assets';
import { addBench } from './cli/bench';
import { addDoctor } from './cli/doctor';
import { addExportAudio } from './cli/exportAudio';
import { addExport, addQuantize } from './cli/exporting';
import { addHooks } from './cli/hooks';
import { addInspect } from './cli/inspect';
import { addExportMobile } from './cli/mobile';
import { addNormalize, addPhonemize } from './cli/phonemize';
import { createProgram, runProgram } from './cli/program';
import { addRebuild } from './cli/rebuild';
import { addServe } from './cli/serve';
import { addSpeak } from './cli/speak';
import { addStorage } from './cli/storage';
import { addVoice } from './cli/voice';
import { addWorker } from './cli/worker';

const ENVIRONMENT = `
Environment:
  KOKORO_CACHE   folder for the model and voices
  KOKORO_ASSETS  folder or base URL to try first when downloading them
  HF_ENDPOINT    mirror of the Hugging Face Hub
  KOKORO_DEBUG   set to 1 to print debug messages

Results go to stdout, messages to stderr. Exit codes: 0 success, 1 failure, 2 wrong usage, 130 interrupted.`;

const program = createProgram(
  'kokoro',
  'Read text aloud with the Kokoro voices, entirely on this machine.',
  version,
  ENVIRONMENT,
);
addSpeak(program);
addNormalize(program);
addPhonemize(program);
addVoices(program);
addVoice(program);
addFetch(program);
addRebuild(program);
addStorage(program);
addDoctor(program);
addBench(program);
addExport(program);
addQuantize(program);
addExportAudio(program);
addExportMobile(program);
addInspect(program);
addServe(program);
addHooks(program);
addMcp(program);
addWorker(program);

runProgram(program);
