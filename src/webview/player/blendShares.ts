/** Whole percents that add up to 100, one for each voice of a blend; none is below 1. */
export type Shares = readonly number[];

/** Equal shares for so many voices. */
export function equalShares(count: number): Shares {
  return scaled(
    Array.from({ length: count }, () => 1),
    100,
  );
}

/** Gives one voice a share; the others keep their proportions in what is left. */
export function withShare(shares: Shares, index: number, share: number): Shares {
  const others = shares.filter((_, i) => i !== index);
  const own = Math.min(Math.max(Math.round(share), 1), 100 - others.length);
  const rest = scaled(others, 100 - own);
  return [...rest.slice(0, index), own, ...rest.slice(index)];
}

/** Adds a voice with an equal share. */
export function withAnother(shares: Shares): Shares {
  const own = Math.round(100 / (shares.length + 1));
  return [...scaled(shares, 100 - own), own];
}

/** Removes a voice; the others keep their proportions. */
export function without(shares: Shares, index: number): Shares {
  return scaled(
    shares.filter((_, i) => i !== index),
    100,
  );
}

/** Whole numbers in the proportions of others, at least 1 each, that add up to `total`. */
function scaled(shares: Shares, total: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  const found = shares.map((share) => Math.max(1, Math.floor((share / sum) * total)));
  let left = total - found.reduce((all, share) => all + share, 0);
  for (let i = 0; left !== 0; i = (i + 1) % found.length) {
    const step = Math.sign(left);
    if ((found[i] ?? 0) + step < 1) continue;
    found[i] = (found[i] ?? 0) + step;
    left -= step;
  }
  return found;
}
