import { createHmac, randomBytes } from 'crypto';
import type { PresignOptions } from '../types';
import { hex, unixSeconds } from './ids';

const LIFETIME_S = 7 * 24 * 60 * 60;

export interface StoredFile {
	name: string;
	bytes: number;
	redirect: boolean;
}

/** Presigned links: the path names the file, the query string is signed anew each time. */
export class Links {
	private readonly files = new Map<string, StoredFile>();
	private key = randomBytes(32);

	constructor(private readonly base: () => string) {}

	presign(name: string, bytes: number, options: PresignOptions = {}): string {
		const path = `/files/${hex(16)}/${encodeURIComponent(name)}`;
		this.files.set(path, { name, bytes, redirect: options.redirect ?? false });
		return this.link(path, options.expired ? -60 : LIFETIME_S);
	}

	/** A file of the same size behind a fresh link, for redirects. */
	moved(file: StoredFile): string {
		return this.presign(file.name, file.bytes);
	}

	/** The file, when the link is one that is still good. */
	open(url: URL): StoredFile | undefined {
		const expires = Number(url.searchParams.get('Expires'));
		const [nonce = '', mark] = (url.searchParams.get('Signature') ?? '').split('-');
		if (!(expires > unixSeconds()) || mark !== this.mark(url.pathname, expires, nonce)) {
			return undefined;
		}
		return this.files.get(url.pathname);
	}

	/** Every link handed out so far goes dead; links signed later are good again. */
	expire(): void {
		this.key = randomBytes(32);
	}

	clear(): void {
		this.files.clear();
		this.expire();
	}

	/** The same value with every presigned link in it signed anew: same paths, other queries. */
	resign<T>(value: T): T;
	resign(value: unknown): unknown {
		if (typeof value === 'string') return this.resignText(value);
		if (Array.isArray(value)) return value.map((each: unknown) => this.resign(each));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, each]) => [key, this.resign<unknown>(each)]),
		);
	}

	private resignText(text: string): string {
		if (!/^https?:\S+[?&]Signature=/.test(text) || !URL.canParse(text)) return text;
		const url = new URL(text);
		if (url.origin === this.base()) return this.link(url.pathname, LIFETIME_S);
		url.searchParams.set('Expires', String(unixSeconds() + LIFETIME_S));
		url.searchParams.set('Signature', hex(16));
		return url.href;
	}

	private link(path: string, lifetime: number): string {
		const expires = unixSeconds() + lifetime;
		const nonce = hex(6);
		const signature = `${nonce}-${this.mark(path, expires, nonce)}`;
		return `${this.base()}${path}?Expires=${expires}&Signature=${signature}&Key-Pair-Id=KSIMULATOR`;
	}

	private mark(path: string, expires: number, nonce: string): string {
		return createHmac('sha256', this.key).update(`${path} ${expires} ${nonce}`).digest('hex');
	}
}
