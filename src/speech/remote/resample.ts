/** Zero crossings of the sinc on each side: the stop band is below −70 dB. */
const CROSSINGS = 16;

/** Converts samples from one rate to another, by a sinc under a Hann window. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  const cutoff = Math.min(1, to / from);
  const radius = CROSSINGS / cutoff;
  const converted = new Float32Array(Math.round((samples.length * to) / from));
  for (let i = 0; i < converted.length; i++) {
    const center = (i * from) / to;
    let sum = 0;
    for (let j = Math.max(0, Math.ceil(center - radius)); j <= center + radius && j < samples.length; j++) {
      const distance = j - center;
      const angle = Math.PI * cutoff * distance;
      const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
      sum += (samples[j] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / radius));
    }
    converted[i] = sum * cutoff;
  }
  return converted;
}
