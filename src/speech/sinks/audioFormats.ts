/** The audio files that speech can be saved as. The name is also the ending of the file. */
export const AUDIO_FORMATS = ['wav', 'flac', 'mp3', 'opus', 'm4b'] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];
