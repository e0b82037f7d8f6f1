/** This module is dist/library/browser.mjs in the package. */
let address = new URL('../../', import.meta.url);

/** Sets where the package's folder is. */
export function setPackageAddress(url: URL): void {
  address = url.href.endsWith('/') ? url : new URL(`${url.href}/`);
}

/** The counterpart of ownFiles.ts on a web page: reads one of the package's files by its path in its folder. */
export async function readExtensionFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(path, address);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href} cannot be loaded: status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
