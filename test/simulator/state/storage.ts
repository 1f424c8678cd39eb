import { hex, unixSeconds } from './ids';

/** What was announced, and has to be put at its address exactly so. */
export interface Slot {
	assetId: string;
	contentType: string;
	sizeBytes: number;
	sha256: string | null;
	/** Its place in a file that comes in parts. */
	part?: number;
	/** Of what was stored. */
	etag?: string;
	headers: Record<string, string>;
	expiresAt: number;
	stored: boolean;
}

const LIFETIME_S = 3_600;

/** The addresses of direct uploads. Files are counted, never kept. */
export class Storage {
	static readonly LIFETIME_S = LIFETIME_S;
	private readonly slots = new Map<string, Slot>();

	constructor(private readonly base: () => string) {}

	/** Headers beside the content type are signed too, as storage hosts do. */
	open(wanted: Pick<Slot, 'assetId' | 'contentType' | 'sizeBytes' | 'sha256' | 'part'>) {
		const path = `/storage/${hex(16)}`;
		const slot: Slot = {
			...wanted,
			headers:
				wanted.part === undefined
					? { 'Content-Type': wanted.contentType, 'x-amz-meta-asset': wanted.assetId }
					: {},
			expiresAt: unixSeconds() + LIFETIME_S,
			stored: false,
		};
		this.slots.set(path, slot);
		return { slot, url: `${this.base()}${path}?Expires=${slot.expiresAt}&Signature=${hex(16)}` };
	}

	at(path: string): Slot | undefined {
		return this.slots.get(path);
	}

	of(assetId: string): Slot | undefined {
		return [...this.slots.values()].find((slot) => slot.assetId === assetId);
	}

	/** The parts of a file that are there, in their order. */
	partsOf(assetId: string): Slot[] {
		return [...this.slots.values()]
			.filter((slot) => slot.assetId === assetId && slot.part !== undefined && slot.stored)
			.sort((one, other) => Number(one.part) - Number(other.part));
	}

	/** Every address given out so far goes dead. */
	expire(): void {
		for (const slot of this.slots.values()) slot.expiresAt = 0;
	}

	clear(): void {
		this.slots.clear();
	}
}
