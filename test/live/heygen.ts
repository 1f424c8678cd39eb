/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */

export interface Account {
	apiKey: string;
	baseUrl: string;
	/** A public https address of which a webhook endpoint may be made and deleted; without one that is left out. */
	webhookUrl?: string | undefined;
}

export interface Call {
	query?: Record<string, string>;
	json?: unknown;
	form?: FormData;
	headers?: Record<string, string>;
}

export interface Answer {
	status: number;
	/** undefined where it is not JSON */
	body: unknown;
}

const limitMs = 60_000;
const longestWaitS = 60;

function bodyOf({ json, form }: Call): {
	body?: FormData | string;
	headers: Record<string, string>;
} {
	if (form) return { body: form, headers: {} };
	if (json === undefined) return { headers: {} };
	return { body: JSON.stringify(json), headers: { 'Content-Type': 'application/json' } };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Asks HeyGen as the product would, but with no code of it. */
export class HeyGen {
	constructor(readonly account: Account) {}

	/** A limit is waited out once, as HeyGen asks. */
	async ask(method: string, path: string, call: Call = {}): Promise<Answer> {
		const first = await this.fetch(method, path, call);
		if (first.status !== 429) return await answerOf(first);
		const seconds = Math.min(Number(first.headers.get('retry-after') ?? 1), longestWaitS);
		await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
		return await answerOf(await this.fetch(method, path, call));
	}

	private async fetch(method: string, path: string, call: Call): Promise<Response> {
		const url = new URL(path, this.account.baseUrl);
		for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
		const { headers, ...content } = bodyOf(call);
		return await fetch(url, {
			method,
			headers: { 'X-Api-Key': this.account.apiKey, ...headers, ...call.headers },
			signal: AbortSignal.timeout(limitMs),
			...content,
		});
	}
}

const answerOf = async (response: Response): Promise<Answer> => ({
	status: response.status,
	body: parse(await response.text()),
});
