import { createHmac, randomBytes } from 'node:crypto';
import type { FilePart } from '../body.mts';
import type { ServerClock } from '../clock.mts';
import { fileBytes } from '../practice/files.mts';

/** Temporary links live an hour (wire.md 6). */
export const LINK_SECONDS = 3600;

/** Uploaded files, and signed links to them and to the practice's own. */
export class Uploads {
	#files = new Map<string, FilePart>();
	#key = randomBytes(32);

	constructor(readonly clock: ServerClock) {}

	reset(): void {
		this.#files.clear();
	}

	/** Keeps a file and gives the reference that a record holds. */
	keep(file: FilePart): string {
		const id = String(this.#files.size + 1);
		this.#files.set(id, file);
		return `file:upload/${id}`;
	}

	/** A link that works for an hour, for `kind/id`. */
	link(origin: string, reference: string): string {
		const expires = Math.floor(this.clock.now() / 1000) + LINK_SECONDS;
		return `${origin}/_files/${reference}?Expires=${expires}&Signature=${this.#sign(reference, expires)}`;
	}

	/** Whether a link is genuine and still good. */
	accepts(reference: string, expires: string, signature: string): boolean {
		return (
			signature === this.#sign(reference, Number(expires)) &&
			Number(expires) * 1000 > this.clock.now()
		);
	}

	/** The bytes behind a reference; undefined when there are none. */
	async read(reference: string): Promise<Buffer | undefined> {
		const [kind = '', id = ''] = reference.split('/', 2);
		if (kind === 'upload') return this.#files.get(id)?.bytes;
		const { bytes } = await fileBytes(kind, id);
		return Buffer.from(bytes);
	}

	#sign(reference: string, expires: number): string {
		return createHmac('sha256', this.#key)
			.update(`${reference} ${expires}`)
			.digest('hex')
			.slice(0, 40);
	}
}
