const MIMETYPE = 'mimetypeapplication/epub+zip';

/** Whether a file is an EPUB: its type is the first file of the archive (OCF 3.3, section 4.3). */
export function isEpub(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(30, 30 + MIMETYPE.length)) === MIMETYPE;
}
