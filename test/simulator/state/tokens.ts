import { hex } from './ids';

export interface Grant {
	clientId: string;
	redirectUri: string;
	challenge: string;
}

/** The OAuth tokens and codes that are good at the moment. */
export class Tokens {
	private readonly access = new Set<string>();
	private readonly refresh = new Set<string>();
	private readonly codes = new Map<string, Grant>();
	private latest = '';

	constructor(
		private readonly firstAccess: string,
		readonly firstRefresh: string,
	) {
		this.reset();
	}

	/** The access token given out last, whether it is still good or not. */
	get current(): string {
		return this.latest;
	}

	accepts(token: string): boolean {
		return this.access.has(token);
	}

	refreshes(token: string): boolean {
		return this.refresh.has(token);
	}

	newAccess(): string {
		return this.keep(`access-${hex(24)}`);
	}

	newRefresh(): string {
		const token = `refresh-${hex(24)}`;
		this.refresh.add(token);
		return token;
	}

	newCode(grant: Grant): string {
		const code = `code-${hex(16)}`;
		this.codes.set(code, grant);
		return code;
	}

	/** A code is good for one call. */
	useCode(code: string): Grant | undefined {
		const grant = this.codes.get(code);
		this.codes.delete(code);
		return grant;
	}

	expireAccess(): void {
		this.access.clear();
	}

	reset(): void {
		for (const each of [this.access, this.refresh, this.codes]) each.clear();
		this.keep(this.firstAccess);
		this.refresh.add(this.firstRefresh);
	}

	private keep(token: string): string {
		this.access.add(token);
		this.latest = token;
		return token;
	}
}
