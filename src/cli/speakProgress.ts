import type { AssetProgress } from '../assets/store';
import type { VoiceFiles } from '../engine/protocol';
import { describeWork } from '../reading/progress';
import type { OptimizedModelState } from '../speech/optimized/optimizedModel';
import { ProgressBar, type ProgressStream } from './terminal';

/** Shows on stderr which model speaks, how much audio it has made, and the time left. */
export class SpeakProgress {
  readonly #bar: ProgressBar;
  readonly #length: number;
  readonly #other: string | undefined;
  #optimized = false;
  #rebuild: OptimizedModelState = { kind: 'none' };
  #offset = 0;
  #audioSeconds = 0;
  #shownModel = '';
  /** Where and when the current model started: the time left is estimated from its speed alone. */
  #start = { offset: 0, time: 0 };

  /**
   * @param length of the text, in characters
   * @param other what speaks instead of the published model: the user's own, or a server
   */
  constructor(length: number, other?: string, stream?: ProgressStream) {
    this.#bar = new ProgressBar(stream);
    this.#length = length;
    this.#other = other;
  }

  fetching(progress: AssetProgress): void {
    this.#bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes);
  }

  /** Called when the engine starts to speak with these files. */
  ready({ preoptimized }: Pick<VoiceFiles, 'preoptimized'>): void {
    this.#optimized = preoptimized;
    this.#start = { offset: this.#offset, time: performance.now() };
    this.#show();
  }

  /** Called when the state of the optimized model changes. */
  rebuild(state: OptimizedModelState): void {
    if (state.kind === 'rejected') this.note(`The optimized model is not used, because ${state.reason}.`);
    if (state.kind === 'none' && this.#rebuild.kind === 'building')
      this.note('The model could not be optimized, so the published model continues. Set KOKORO_DEBUG=1 to see why.');
    this.#rebuild = state;
  }

  /** @param offset up to which the text has been spoken */
  spoken(offset: number, audioSeconds: number): void {
    this.#offset = offset;
    this.#audioSeconds = audioSeconds;
    this.#show();
  }

  /** Writes a message that stays. */
  note(message: string): void {
    this.#bar.note(message);
  }

  end(): void {
    this.#bar.clear();
  }

  #show(): void {
    const read = this.#offset - this.#start.offset;
    const elapsed = (performance.now() - this.#start.time) / 1000;
    const left = read > 0 ? `, ${describeSeconds((elapsed * (this.#length - this.#offset)) / read)} left` : '';
    const detail = `${describeSeconds(this.#audioSeconds)} of audio${left}`;
    const model = this.#model();
    // A line of its own: beside the bar, 80 columns would cut it off.
    if (model !== this.#shownModel) this.note(`Reading aloud with ${model}`);
    this.#shownModel = model;
    this.#bar.show('', this.#offset / this.#length, detail);
  }

  #model(): string {
    if (this.#other !== undefined) return this.#other;
    if (this.#optimized) return 'the optimized model';
    // An optimized model that is ready takes over at the end of the sentence.
    const optimizing = this.#rebuild.kind === 'building' || this.#rebuild.kind === 'ready';
    return `the published model${optimizing ? ' while it is being optimized' : ''}`;
  }
}

/** "42 s", "3 min 20 s". */
export function describeSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
