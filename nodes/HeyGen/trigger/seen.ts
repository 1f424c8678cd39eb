import { sleep } from 'n8n-workflow';

import type { HeyGenEvent } from '../events/event';
import {
	deliveryKeys,
	fingerprint,
	historyKeys,
	signedIdOf,
	type SignedKeys,
} from '../events/fingerprint';

/** Ended with whether n8n answered the delivery with a 2xx, i.e. has stored its execution. */
export type Claim = (stored: boolean) => void;

/** Two keys an event; n8n's database check remembers as much. */
const most = 20_000;
const mostRefused = 500;

/**
 * The events that this process saw for one trigger node, so that repeats make no execution. Only
 * what HeyGen signed counts: an id from a header could be anybody's.
 */
class SeenEvents {
	private readonly known = new Set<string>();
	private readonly underWay = new Map<string, Promise<boolean>>();
	private readonly refused = new Set<string>();

	/** @param madeAtMs when HeyGen made it, ms since 1970 */
	isPastKnown(event: HeyGenEvent, madeAtMs: number): boolean {
		const print = fingerprint(event);
		return this.underWay.has(print) || this.has(event, historyKeys(print, madeAtMs));
	}

	markPast(event: HeyGenEvent, madeAtMs: number): void {
		this.add(event, historyKeys(fingerprint(event), madeAtMs));
	}

	/**
	 * A claim on an event that is new here; 'known' for a repeat; 'busy' when another delivery of it
	 * was still not answered after `patienceMs`, so nobody can say yet.
	 */
	async claim(event: HeyGenEvent, patienceMs: number): Promise<Claim | 'known' | 'busy'> {
		const print = fingerprint(event);
		const giveUpAtMs = Date.now() + patienceMs;
		for (;;) {
			const other = this.underWay.get(print);
			if (other === undefined) break;
			const left = giveUpAtMs - Date.now();
			const ended = left > 0 && (await Promise.race([other, sleep(left)])) !== undefined;
			if (!ended) return 'busy';
		}
		if (this.has(event, deliveryKeys(print, Date.now()))) return 'known';
		let end: (stored: boolean) => void = () => {};
		this.underWay.set(print, new Promise<boolean>((resolve) => (end = resolve)));
		return (stored) => {
			if (!this.underWay.delete(print)) return;
			if (stored) this.add(event, deliveryKeys(print, Date.now()));
			end(stored);
		};
	}

	/** A delivery whose signature was wrong, for telling later that it was HeyGen's all the same. */
	markRefused(event: HeyGenEvent): void {
		add(this.refused, fingerprint(event), mostRefused);
	}

	wasRefused(event: HeyGenEvent): boolean {
		return this.refused.has(fingerprint(event));
	}

	forgetRefused(): void {
		this.refused.clear();
	}

	private has(event: HeyGenEvent, { own, neighbour }: SignedKeys): boolean {
		const id = signedIdOf(event);
		return (
			this.known.has(own) ||
			this.known.has(neighbour) ||
			(id !== undefined && this.known.has(`id ${id}`))
		);
	}

	private add(event: HeyGenEvent, { own }: SignedKeys): void {
		const id = signedIdOf(event);
		add(this.known, own, most);
		if (id !== undefined) add(this.known, `id ${id}`, most);
	}
}

function add(set: Set<string>, key: string, limit: number): void {
	set.delete(key);
	set.add(key);
	for (const oldest of set) {
		if (set.size <= limit) break;
		set.delete(oldest);
	}
}

const byNode = new Map<string, SeenEvents>();

/** @param key from `nodeKey` */
export function seenEvents(key: string): SeenEvents {
	const seen = byNode.get(key) ?? new SeenEvents();
	byNode.set(key, seen);
	return seen;
}
