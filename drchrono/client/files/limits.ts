/** Largest file that goes up or comes down, in bytes. Larger uploads were seen to fail (wire.md §6). */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** Limit of one download from the first byte sent to the last received, in milliseconds. */
export const DOWNLOAD_TIMEOUT_MS = 300_000;
