import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  currentRevision,
  defaultBundleSettings,
  openBundle,
  type Bundle,
  type BundleSettings,
} from './bundle.ts';
import type { TileArchive } from './tile-archive.ts';

export interface BundleStoreSettings extends BundleSettings {
  /** How long a replaced revision stays open, for sessions that began on it. */
  graceMs: number;
}

const defaultSettings: BundleStoreSettings = { ...defaultBundleSettings, graceMs: 15 * 60_000 };

/** A folder that is rebuilt every few seconds may not fill the memory with revisions. */
const MAX_RETIRED = 4;

/** What a failed reload left behind, for /ready. */
export interface ReloadFailure {
  message: string;
  since: Date;
}

/** The current bundle of a folder and the ones it replaced, which keep answering for a while. */
export class BundleStore {
  readonly #folder: string;
  readonly #settings: BundleStoreSettings;
  readonly #retired: { bundle: Bundle; timer: NodeJS.Timeout }[] = [];
  #current: Bundle;
  #failure: ReloadFailure | null = null;
  #reloading: Promise<boolean> | null = null;
  #watcher: NodeJS.Timeout | null = null;

  private constructor(folder: string, settings: BundleStoreSettings, current: Bundle) {
    this.#folder = folder;
    this.#settings = settings;
    this.#current = current;
  }

  static async open(folder: string, settings: Partial<BundleStoreSettings> = {}): Promise<BundleStore> {
    const complete = { ...defaultSettings, ...settings };
    return new BundleStore(folder, complete, await openBundle(folder, complete));
  }

  get current(): Bundle {
    return this.#current;
  }

  /** Why the newest revision on disk is not served, or null. */
  get failure(): ReloadFailure | null {
    return this.#failure;
  }

  /** Revisions that are served, the current one first. */
  get revisions(): Bundle[] {
    return [this.#current, ...this.#retired.map(({ bundle }) => bundle)];
  }

  bundle(revision: string): Bundle | undefined {
    return this.revisions.find((bundle) => bundle.revision === revision);
  }

  /** An archive by tileset and the archive's own revision, which outlives bundles that only changed elsewhere. */
  archive(tileset: string, revision: string): TileArchive | undefined {
    const current = this.#current.archives.get(tileset);
    if (current?.entry.revision === revision) return current;
    for (const { bundle } of this.#retired) {
      const archive = bundle.archives.get(tileset);
      if (archive?.entry.revision === revision) return archive;
    }
    return undefined;
  }

  /**
   * Opens what current.json names now and puts it in place of the current bundle; true if it is another one. Where
   * it cannot be opened the old one goes on, and the error is thrown and kept in `failure`.
   */
  reload(): Promise<boolean> {
    this.#reloading ??= this.#replace().finally(() => {
      this.#reloading = null;
    });
    return this.#reloading;
  }

  /**
   * Looks for a new current.json every `intervalMs` and reloads; tells `onReload` of each new bundle and of each new
   * reason why there is none. A failed reload is tried again, since its cause may pass.
   */
  watch(intervalMs: number, onReload: (result: { revision: string } | { error: unknown }) => void): void {
    const pointer = join(this.#folder, 'current.json');
    const signature = async (): Promise<string> => {
      const found = await stat(pointer).catch(() => null);
      return found === null ? '' : `${found.mtimeMs} ${found.ino} ${found.size}`;
    };
    let seen: string | null = null;
    let complaint: string | null = null;
    const look = async (): Promise<void> => {
      const now = await signature();
      if (now === seen || now === '') return;
      seen = now;
      try {
        if (await this.reload()) onReload({ revision: this.#current.revision });
        complaint = null;
      } catch (error) {
        seen = null;
        if (this.#failure?.message !== complaint) onReload({ error });
        complaint = this.#failure?.message ?? null;
      }
    };
    this.#watcher = setInterval(() => void look(), intervalMs).unref();
  }

  async close(): Promise<void> {
    if (this.#watcher !== null) clearInterval(this.#watcher);
    await this.#reloading?.catch(() => false);
    for (const { timer } of this.#retired) clearTimeout(timer);
    await Promise.all(this.revisions.map((bundle) => bundle.close()));
    this.#retired.length = 0;
  }

  async #replace(): Promise<boolean> {
    try {
      if ((await currentRevision(this.#folder)) === this.#current.revision) {
        this.#failure = null;
        return false;
      }
      const next = await openBundle(this.#folder, this.#settings);
      this.#failure = null;
      this.#retire(this.#current);
      this.#current = next;
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#failure = { message, since: this.#failure?.since ?? new Date() };
      throw error;
    }
  }

  #retire(bundle: Bundle): void {
    const timer = setTimeout(() => void this.#drop(bundle), this.#settings.graceMs).unref();
    this.#retired.unshift({ bundle, timer });
    const oldest = this.#retired[MAX_RETIRED];
    if (oldest !== undefined) void this.#drop(oldest.bundle);
  }

  async #drop(bundle: Bundle): Promise<void> {
    const index = this.#retired.findIndex((retired) => retired.bundle === bundle);
    if (index < 0) return;
    clearTimeout(this.#retired[index]!.timer);
    this.#retired.splice(index, 1);
    await bundle.close();
  }
}
