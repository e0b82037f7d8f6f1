import type { ExportFormat } from '../../speech/sinks/audioFormats';
import type { Cover } from '../../speech/sinks/tags';
import type { SpeechRequest } from '../../speech/speech';

/** How every text of an export is spoken. */
export type SpeakSettings = Omit<SpeechRequest, 'text' | 'format' | 'from'>;

/** What an export makes of each text. */
export interface AudioSettings {
  speak: SpeakSettings;
  format: ExportFormat;
  /** Whether headings become chapters. */
  chapters: boolean;
  /** Whether subtitles (.srt, .vtt) and word times (.json) are written beside the audio. */
  subtitles: boolean;
  timings: boolean;
  /** Loudness in LUFS that the audio is brought to; undefined leaves it as it is. */
  loudness?: number | undefined;
  /** Of the whole export; by default what the texts say themselves. */
  title?: string | undefined;
  author?: string | undefined;
  cover?: Cover | undefined;
}
