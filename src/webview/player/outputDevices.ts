/** A loudspeaker or headphones. */
export interface OutputDevice {
  id: string;
  label: string;
}

/** The devices that sound can be sent to. */
export interface OutputDevices {
  /** Id of the chosen device; '' for the system's. */
  readonly chosen: string;
  /** Empty where the platform does not let a page list or choose devices. */
  list(): Promise<OutputDevice[]>;
  choose(id: string): void;
}

/** Lists and chooses devices through the browser. @param use sends the sound to a device */
export class BrowserDevices implements OutputDevices {
  readonly #use: (id: string) => void;
  #chosen = '';

  constructor(use: (id: string) => void) {
    this.#use = use;
  }

  get chosen(): string {
    return this.#chosen;
  }

  async list(): Promise<OutputDevice[]> {
    if (!('setSinkId' in AudioContext.prototype) || !('mediaDevices' in navigator)) return [];
    const devices = await navigator.mediaDevices.enumerateDevices();
    // Without permission the browser hides names and ids, and such a device cannot be chosen.
    return devices
      .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId !== '' && label !== '')
      .filter(({ deviceId }) => deviceId !== 'default')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  choose(id: string): void {
    this.#chosen = id;
    this.#use(id);
  }
}
