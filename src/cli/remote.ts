import type { Command } from 'commander';
import type { RemoteOptions } from '../speech/remote/remoteSpeech';

/** The options that choose a server to speak through. */
export interface RemoteFlags {
  server?: string;
  serverModel: string;
  serverVoice?: string;
  serverFallback: boolean;
}

/** Adds the options that choose a server to speak through. */
export function addRemoteOptions(command: Command): Command {
  return command
    .option('--server <url>', "speak through a server with OpenAI's API for speech, which is sent the text")
    .option('--server-model <name>', 'model to ask the server for', 'kokoro')
    .option('--server-voice <name>', "the server's name for the voice (default: that of --voice)")
    .option('--no-server-fallback', 'stop when the server does not answer, instead of speaking on this machine')
    .addHelpText('after', '\nEnvironment:\n  KOKORO_SERVER_KEY  key for the server');
}

/** The server that the options choose; undefined for none. */
export function remoteOptions(flags: RemoteFlags): RemoteOptions | undefined {
  const { server: url, serverModel: model, serverVoice: voice = '', serverFallback: fallback } = flags;
  if (url === undefined) return undefined;
  const key = process.env['KOKORO_SERVER_KEY']?.trim();
  return {
    settings: () => ({ url, model, voice, fallback }),
    key: () => Promise.resolve(key === '' ? undefined : key),
  };
}
