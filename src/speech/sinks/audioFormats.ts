/** The audio files that speech can be saved as. The name is also the ending of the file. */
export const AUDIO_FORMATS = ['wav', 'flac', 'mp3', 'opus', 'm4b'] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

/** The same, and books with text and audio. */
export const EXPORT_FORMATS = [...AUDIO_FORMATS, 'epub'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
