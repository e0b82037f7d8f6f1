// Runs in every frame before the page's own scripts. Whatever is connected to an AudioContext's destination also goes
// to a tap, which reports the samples to the test through the console: reading a console message does not touch the
// frame, while evaluating a script in it through Playwright would count as a user gesture.
(() => {
  const PREFIX = '[sound-tap] ';
  const WORKLET = `registerProcessor('sound-tap', class extends AudioWorkletProcessor {
    process([[input]], [[output]]) {
      this.port.postMessage(input ? input.slice() : output.length);
      return true;
    }
  })`;
  const write = console.debug.bind(console);
  const { connect, disconnect } = AudioNode.prototype;
  const taps = new Map();

  /** Collects the blocks of one context and reports them about 20 times a second. */
  class Tap {
    id = crypto.randomUUID();
    blocks = [];
    frames = 0;

    constructor(context) {
      this.context = context;
      this.input = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
      context.addEventListener('statechange', () => this.tell());
      this.tell();
      this.listen().catch((error) => write(`${PREFIX}${JSON.stringify({ id: this.id, problem: String(error) })}`));
    }

    async listen() {
      const { context } = this;
      const url = URL.createObjectURL(new Blob([WORKLET], { type: 'text/javascript' }));
      await context.audioWorklet.addModule(url);
      const options = { outputChannelCount: [1], channelCount: 1, channelCountMode: 'explicit' };
      const node = new AudioWorkletNode(context, 'sound-tap', options);
      node.port.onmessage = ({ data }) => this.gather(data);
      connect.call(this.input, node);
      connect.call(node, context.destination); // it is silent, but only nodes that lead to the destination run
      this.deafUntil = context.currentTime;
      this.tell();
    }

    gather(block) {
      this.blocks.push(block);
      this.frames += block.length ?? block;
      if (this.frames >= this.context.sampleRate / 20) this.tell();
    }

    /** Reports the samples in order: a count for silent frames, base64 of float32 for others. */
    tell() {
      const samples = [];
      for (const block of this.blocks.splice(0)) {
        const silent = typeof block === 'number' ? block : block.every((x) => x === 0) && block.length;
        if (!silent) samples.push(base64(block));
        else if (typeof samples.at(-1) === 'number') samples[samples.length - 1] += silent;
        else samples.push(silent);
      }
      this.frames = 0;
      const { sampleRate, state, currentTime } = this.context;
      const { id, deafUntil } = this;
      write(PREFIX + JSON.stringify({ id, sampleRate, state, currentTime, deafUntil, samples }));
    }
  }

  function base64(floats) {
    return btoa(String.fromCharCode(...new Uint8Array(floats.buffer)));
  }

  AudioNode.prototype.connect = function (target, output = 0, ...rest) {
    const tap = target === this.context.destination ? taps.get(this.context) : undefined;
    if (tap) connect.call(this, tap.input, output);
    return connect.call(this, target, output, ...rest);
  };
  AudioNode.prototype.disconnect = function (target, ...rest) {
    if (target === undefined) return disconnect.call(this);
    const tap = target === this.context.destination ? taps.get(this.context) : undefined;
    if (tap) disconnect.call(this, tap.input);
    return disconnect.call(this, target, ...rest);
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      taps.set(this, new Tap(this));
    }
  };
})();
