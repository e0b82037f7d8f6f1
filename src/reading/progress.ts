import type { AssetProgress } from '../assets/store';

/** Describes a download with its percentage: "Downloading the voice model… 42 %". */
export function describeProgress(progress: AssetProgress): string {
  const { phase, receivedBytes, totalBytes } = progress;
  if (phase === 'verifying' || totalBytes === 0) return describeWork(progress);
  return `${describeWork(progress)} ${Math.floor((100 * receivedBytes) / totalBytes)} %`;
}

/** Describes a download without numbers that change: "Downloading the voice model…". */
export function describeWork({ asset, phase }: AssetProgress): string {
  const what = describeAsset(asset);
  if (phase === 'verifying') return `Verifying ${what}…`;
  if (phase === 'waiting') return `Waiting for another window to download ${what}…`;
  return `Downloading ${what}…`;
}

function describeAsset(asset: string): string {
  const [, voice] = /^voices\/(.*)\.\w+$/.exec(asset) ?? [];
  if (voice !== undefined) return `the voice ${voice}`;
  return /\.(?:pth|safetensors|json)$/.test(asset) ? `the checkpoint (${asset})` : 'the voice model';
}
