import type { AudioFormat } from '../../speech/sinks/audioFormats';
import type { Cover } from '../../speech/sinks/tags';
import type { SpeechRequest } from '../../speech/speech';

/** How every text of an export is spoken. */
export type SpeakSettings = Omit<SpeechRequest, 'text' | 'format' | 'from'>;

/** What an export makes of each text. */
export interface AudioSettings {
  speak: SpeakSettings;
  format: AudioFormat;
  /** Whether headings become chapters. */
  chapters: boolean;
  /** Whether subtitles (.srt, .vtt) and word times (.json) are written beside the audio. */
  subtitles: boolean;
  timings: boolean;
  /** Of the whole export; by default what the texts say themselves. */
  title?: string | undefined;
  author?: string | undefined;
  cover?: Cover | undefined;
}
