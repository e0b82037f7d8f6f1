import type { AssetProgress } from '../assets/store';
import type { VoiceFiles } from '../engine/protocol';
import { describeWork } from '../reading/progress';
import type { OptimizedModelState } from '../speech/optimized/optimizedModel';
import { ProgressBar, say } from './terminal';

/** Shows on stderr how far a reading into a file is: the audio made, the time left, and which model speaks. */
export class SpeakProgress {
  readonly #bar = new ProgressBar();
  readonly #length: number;
  readonly #ownModel: string | undefined;
  #optimized = false;
  #rebuild: OptimizedModelState = { kind: 'none' };
  #offset = 0;
  #audioSeconds = 0;
  /** Where in the text and when the model began that speaks now: the time left is estimated from its pace alone. */
  #start = { offset: 0, time: 0 };

  /**
   * @param length of the text, in characters
   * @param ownModel the user's own ONNX file, if that speaks
   */
  constructor(length: number, ownModel?: string) {
    this.#length = length;
    this.#ownModel = ownModel;
  }

  fetching(progress: AssetProgress): void {
    this.#bar.show(describeWork(progress), progress.receivedBytes / progress.totalBytes);
  }

  /** These files speak from here on. */
  ready({ preoptimized: prepared }: VoiceFiles): void {
    this.#optimized = prepared;
    this.#start = { offset: this.#offset, time: performance.now() };
    this.#show();
  }

  /** How the rebuild in the background is doing. */
  rebuild(state: OptimizedModelState): void {
    if (state.kind === 'rejected') this.note(`The optimized model is not used, because ${state.reason}.`);
    if (state.kind === 'none' && this.#rebuild.kind === 'building')
      this.note('The model could not be optimized; the published one goes on. KOKORO_DEBUG=1 tells why.');
    this.#rebuild = state;
  }

  /** @param offset in the text, up to which it has been spoken */
  spoken(offset: number, audioSeconds: number): void {
    this.#offset = offset;
    this.#audioSeconds = audioSeconds;
    this.#show();
  }

  /** Says something that stays. */
  note(message: string): void {
    this.#bar.clear();
    say(message);
  }

  end(): void {
    this.#bar.clear();
  }

  #show(): void {
    const read = this.#offset - this.#start.offset;
    const elapsed = (performance.now() - this.#start.time) / 1000;
    const left = read > 0 ? `, ${describeSeconds((elapsed * (this.#length - this.#offset)) / read)} left` : '';
    const detail = `${describeSeconds(this.#audioSeconds)} of audio${left}`;
    this.#bar.show(`Reading aloud with ${this.#model()}`, this.#offset / this.#length, detail);
  }

  #model(): string {
    if (this.#ownModel !== undefined) return this.#ownModel;
    if (this.#optimized) return 'the optimized model';
    // A model that is ready takes over only at the end of the sentence.
    const optimizing = this.#rebuild.kind === 'building' || this.#rebuild.kind === 'ready';
    return `the published model${optimizing ? ' while it is being optimized' : ''}`;
  }
}

/** "42 s", "3 min 20 s". */
export function describeSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
