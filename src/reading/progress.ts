import type { AssetProgress } from '../assets/store';
import { t } from '../common/l10n';

/** Describes a download with its percentage: "Downloading the voice model… 42 %". */
export function describeProgress(progress: AssetProgress): string {
  const { phase, receivedBytes, totalBytes } = progress;
  if (phase === 'verifying' || totalBytes === 0) return describeWork(progress);
  return `${describeWork(progress)} ${Math.floor((100 * receivedBytes) / totalBytes)} %`;
}

/** Describes a download without numbers that change: "Downloading the voice model…". */
export function describeWork({ asset, phase }: AssetProgress): string {
  const what = describeAsset(asset);
  if (phase === 'verifying') return t('Verifying {0}…', what);
  if (phase === 'waiting') return t('Waiting for another window to download {0}…', what);
  return t('Downloading {0}…', what);
}

function describeAsset(asset: string): string {
  const [, voice] = /^voices\/(.*)\.\w+$/.exec(asset) ?? [];
  if (voice !== undefined) return t('the voice {0}', voice);
  if (asset.startsWith('codecs/')) return t('the audio encoder');
  return /\.(?:pth|safetensors|json)$/.test(asset) ? t('the checkpoint ({0})', asset) : t('the voice model');
}
