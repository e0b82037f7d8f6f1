import type { AssetProgress } from '../assets/store';
import { isAbort } from '../common/errors';
import type { SpeechChunk } from '../kokoro/speechChunk';
import { nothingSpoken } from '../speech/nothingSpoken';
import type { Speech, SpeechRequest } from '../speech/speech';
import type { PlayerPort } from '../webview/protocol';
import { moveOffset, type TextEdits } from './edits';
import { Plan } from './plan';
import type { ReadingSession } from './readingSession';
import type { ReadingText } from './readingText';

/** What a runner needs of its reader. */
export interface RunnerHost {
  speech: Pick<Speech, 'speak'>;
  player: Pick<PlayerPort, 'post'>;
  /** The request that speaks a text with the current settings. */
  request(text: ReadingText, from: number, readCode: boolean): SpeechRequest;
  /** A file is being fetched; undefined when all are there. */
  onProgress(progress: AssetProgress | undefined): void;
  onRestart(error: Error): void;
  /** A chunk was made. */
  onChunk(chunk: SpeechChunk): void;
  /** The session cannot go on. */
  onFailed(error: unknown): void;
}

/** Milliseconds from the last of several edits or changed settings until speech is planned again. */
const REPLAN_DELAY_MS = 250;
/** Other settings take over at the end of a sentence that lasts this long at least, s; more when that was too short. */
const JOINT_MARGIN = 0.3;

/** Sends a session's speech to the player, and plans it again when the text or the settings change. */
export class SessionRunner {
  readonly session: ReadingSession;
  readonly #host: RunnerHost;
  #plan: Plan | undefined;
  /** A plan that starts when there are no more edits for a moment. */
  #pending: Plan | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Where the session is to end, though the text goes on. */
  #endAt: number | undefined;
  /** Whether all that is to be heard was sent, though the text goes on. */
  #asleep = false;

  constructor(session: ReadingSession, host: RunnerHost) {
    this.session = session;
    this.#host = host;
  }

  /** Whether the session ends before its text. */
  get asleep(): boolean {
    return this.#asleep;
  }

  /** Speaks from an offset; code blocks are read up to `readCodeUntil`, whatever the settings say. */
  start(from: number, readCodeUntil?: number): void {
    this.#follow(new Plan(-1, from, readCodeUntil));
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#plan?.end();
    this.#pending = undefined;
  }

  /** Continues with changed settings after the sentence being heard. */
  settingsChanged(): void {
    this.#replanSoon();
  }

  /** Follows edits of the text. @returns whether its place was lost; see `ReadingSession.edit` */
  edit(edits: TextEdits, edited: ReadingText): boolean {
    const { session } = this;
    const plan = this.#pending ?? this.#plan;
    const limit = plan?.began === false ? plan.after : session.last;
    if (this.#endAt !== undefined) this.#endAt = moveOffset(this.#endAt, edits);
    const { joint, lost } = session.edit(edits, edited, limit);
    if (joint && !this.#asleep) {
      this.#plan?.end();
      this.#cut(joint.after);
      this.#pending = new Plan(joint.after, joint.from);
      this.#pending.began = true;
      this.#replanSoon();
    } else plan?.edit(edits);
    if (!session.isEmpty) this.#host.player.post(session.moves());
    return lost;
  }

  /** Makes the sentence being heard the last one. @returns false when there is none yet */
  fallAsleep(): boolean {
    if (this.session.isEmpty) return false;
    this.#cut(this.session.joint(0).after);
    this.#sleep();
    return true;
  }

  /** Ends the session before a source offset; undefined lets it go on to the end of the text. */
  endAt(offset: number | undefined): void {
    this.#endAt = offset;
    const { session } = this;
    if (offset === undefined) {
      const wasAsleep = this.#asleep;
      this.#asleep = false;
      if (wasAsleep) this.#replanSoon();
      return;
    }
    const last = session.lastBefore(offset);
    if (last === session.last) return;
    this.#cut(last);
    this.#sleep();
  }

  /** All that is to be heard was sent. */
  #sleep(): void {
    this.#asleep = true;
    this.end();
    this.#host.player.post({ type: 'end', session: this.session.id });
  }

  #replanSoon(): void {
    if (this.#asleep) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const pending = this.#pending;
      this.#pending = undefined;
      if (pending) this.#follow(pending);
      else this.#switch(JOINT_MARGIN);
    }, REPLAN_DELAY_MS);
  }

  /** Speaks by another plan. The audio that is buffered stays until the first chunk of the plan is there. */
  #follow(plan: Plan): void {
    this.#plan?.end();
    this.#plan = plan;
    this.#send(plan).catch((error: unknown) => {
      if (!plan.signal.aborted && !isAbort(error)) this.#host.onFailed(error);
    });
  }

  /** Sends every chunk of a plan, waiting whenever the player has enough. */
  async #send(plan: Plan): Promise<void> {
    const { session } = this;
    const { player } = this.#host;
    const request = this.#host.request(session.text, plan.from, plan.readCodeUntil !== undefined);
    for await (const chunk of this.#speak(request, plan)) {
      if (plan.signal.aborted || !this.#begin(plan)) return;
      const { readCodeUntil } = plan;
      if (readCodeUntil !== undefined && plan.moved(chunk.source).start >= readCodeUntil) {
        this.#follow(new Plan(session.last, readCodeUntil));
        return;
      }
      if (this.#endAt !== undefined && plan.moved(chunk.source).start >= this.#endAt) {
        this.#sleep();
        return;
      }
      this.#host.onChunk(chunk);
      player.post({ type: 'chunk', session: session.id, chunk: session.add(chunk, plan) });
      await session.untilWanted(plan);
    }
    if (plan.signal.aborted || !this.#begin(plan)) return;
    if (session.isEmpty && request.from === 0) throw nothingSpoken(session.text.text);
    player.post({ type: 'end', session: session.id });
  }

  #speak(request: SpeechRequest, { signal }: Plan): AsyncGenerator<SpeechChunk, void, void> {
    return this.#host.speech.speak(request, {
      signal,
      buffered: () => this.session.ahead,
      onProgress: (progress) => {
        // A download may report once more after its reading was stopped.
        if (!signal.aborted) this.#host.onProgress(progress);
      },
      onReady: () => this.#host.onProgress(undefined),
      onRestart: (error) => this.#host.onRestart(error),
    });
  }

  /** Replaces what is buffered by the plan's chunks. @returns false when it is too late, and the plan was replaced */
  #begin(plan: Plan): boolean {
    if (plan.began) return true;
    if (this.session.isPast(plan)) {
      this.#switch(plan.seconds + JOINT_MARGIN);
      return false;
    }
    plan.began = true;
    if (!this.session.isEmpty) this.#cut(plan.after);
    return true;
  }

  /** Continues with the current settings at the end of a sentence that lasts for another `margin` seconds. */
  #switch(margin: number): void {
    const { after, from } = this.session.joint(margin);
    this.#follow(new Plan(after, from));
  }

  #cut(after: number): void {
    this.session.cut(after);
    this.#host.player.post({ type: 'cut', session: this.session.id, after });
  }
}
