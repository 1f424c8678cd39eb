import {
	at,
	isEmpty,
	isOpen,
	known,
	parameter,
	type Json,
	type JsonObject,
	type Value,
} from '../read/value';
import { byId } from './call';

/**
 * A body that is read key by key, so that what nobody read can be named at the end.
 * Notes are for what is lost or means something else now.
 */
export class Body {
	private readonly read = new Set<string>();

	constructor(
		readonly value: Value | undefined,
		readonly notes: string[],
		private readonly label = '',
	) {}

	/** A part of it with the same notes. */
	part(...path: string[]): Body {
		this.read.add(path[0] ?? '');
		return new Body(
			at(this.value, ...path),
			this.notes,
			[this.label, ...path].filter(Boolean).join('.'),
		);
	}

	get(...path: string[]): Value | undefined {
		this.read.add(path[0] ?? '');
		const value = at(this.value, ...path);
		return isEmpty(value) ? undefined : value;
	}

	/** As a parameter, or undefined where there is nothing. */
	text(...path: string[]): Json | undefined {
		const value = this.get(...path);
		return value === undefined ? undefined : parameter(value);
	}

	number(...path: string[]): Json | undefined {
		const value = this.get(...path);
		const text = known(value);
		if (typeof text === 'string' && !Number.isNaN(Number(text))) return Number(text);
		return value === undefined ? undefined : parameter(value);
	}

	id(...path: string[]): JsonObject | undefined {
		const value = this.text(...path);
		return value === undefined ? undefined : byId(value);
	}

	/** True, false, or what the run says. */
	flag(key: string): Json | undefined {
		const value = this.text(key);
		return value === 'true' || value === 'false' ? value === 'true' : value;
	}

	/** Says of each key that HeyGen has no longer what it held. @param harmless values that meant nothing */
	lost(keys: Readonly<Record<string, readonly unknown[]>>): void {
		if (this.value?.kind === 'expression') return;
		for (const [key, harmless] of Object.entries(keys)) {
			const value = this.get(key);
			if (value === undefined || harmless.includes(known(value)) || isZero(value)) continue;
			const name = [this.label, key].filter(Boolean).join('.');
			const words = `HeyGen's v3 has no ${name}${said(value)}. The video is made without it.`;
			if (!this.notes.includes(words)) this.notes.push(words);
		}
	}

	/** Names the keys that nobody read. */
	rest(): void {
		if (this.value?.kind !== 'object') return;
		const others = [...this.value.entries.keys()].filter((key) => !this.read.has(key));
		if (others.length > 0)
			this.notes.push(`Left out, for it is no field of HeyGen's: ${others.join(', ')}.`);
	}
}

/** Such as an offset that moves nothing. */
const isZero = (value: Value): boolean =>
	value.kind === 'object' && [...value.entries.values()].every((each) => Number(known(each)) === 0);

/** A short value is shown, an expression or anything long is not. */
function said(value: Value): string {
	const text = known(value);
	if (text === undefined || isOpen(value) || String(text).length > 40) return '';
	return ` (${String(text)})`;
}

/** Only what is there. */
export const filled = (entries: Record<string, Json | undefined>): JsonObject =>
	Object.fromEntries(
		Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
	);
