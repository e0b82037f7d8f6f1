import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';

/** No GPU, sandbox or background network traffic. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium with the fresh profile folder `profile`. With `strictAutoplay` a webview stays silent until it is
 * clicked, as on the desktop.
 */
export async function launchBrowser(
  executablePath: string,
  profile: string,
  strictAutoplay: boolean,
): Promise<BrowserContext> {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  // A webview with its own origin is a third party; without these settings its service worker gets no storage.
  const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: strictAutoplay ? [...FLAGS, '--autoplay-policy=user-gesture-required'] : FLAGS,
    bypassCSP: true, // for the sound tap's worklet
    viewport: { width: 1280, height: 800 },
  });
  if (strictAutoplay) {
    await browser.addInitScript({ path: fileURLToPath(new URL('page/webviewOrigin.js', import.meta.url)) });
  }
  return browser;
}
