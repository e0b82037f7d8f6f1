/** The periodic Hann window of `size` samples. */
export function hann(size: number): number[] {
  return Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
}

/**
 * What the real and the imaginary part of each bin add to a frame of torch.istft, `[n_fft + 2, n_fft]`: bins between the
 * first and the last count twice, and the sum of the overlapping squared windows is divided out.
 */
export function inverseBasis(size: number, hop: number): Float32Array {
  const window = hann(size);
  const bins = size / 2 + 1;
  const rows: number[] = [];
  for (const part of ['real', 'imaginary']) {
    for (let k = 0; k < bins; k++) {
      const count = k === 0 || k === bins - 1 ? 1 : 2;
      window.forEach((w, n) => {
        const wave = part === 'real' ? cosine(k * n, size) : -sine(k * n, size);
        rows.push((count * wave * w) / size / overlap(window, n, hop));
      });
    }
  }
  return Float32Array.from(rows);
}

/**
 * The factors of the first and of the last samples, where fewer windows overlap. Samples before the first frame's centre
 * and after the last one's are cut off.
 */
export function edgeFactors(size: number, hop: number): { first: Float32Array; last: Float32Array } {
  const window = hann(size);
  const edge = Math.max(0, size / 2 - hop);
  /** For a sample at position n in its outermost window, when further windows have it at n + step, n + 2 · step, … */
  const factor = (n: number, step: number): number => {
    let sum = 0;
    for (let at = n; at >= 0 && at < size; at += step) sum += (window[at] ?? 0) ** 2;
    return overlap(window, n, hop) / sum;
  };
  return {
    first: Float32Array.from({ length: edge }, (_, t) => factor(size / 2 + t, -hop)),
    // The window is periodic, not symmetric, so the end does not mirror the start.
    last: Float32Array.from({ length: edge }, (_, t) => factor(size / 2 - edge + t, hop)),
  };
}

/** The sum of the squares of all windows at a position. */
function overlap(window: readonly number[], position: number, hop: number): number {
  let sum = 0;
  for (let n = position % hop; n < window.length; n += hop) sum += (window[n] ?? 0) ** 2;
  return sum;
}

/** cos and sin of 2π i / size, exact where they are 0 or ±1. */
export function cosine(i: number, size: number): number {
  return sine(i + size / 4, size);
}

export function sine(i: number, size: number): number {
  const turn = ((i % size) + size) % size;
  return (2 * turn) % size === 0 ? 0 : Math.sin((2 * Math.PI * turn) / size);
}
