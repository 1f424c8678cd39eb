import type { Generation, HeaderSet, SimulatorOptions } from '../types';

export interface Settings {
	readonly port: number;
	readonly apiKey: string;
	readonly accessToken: string;
	readonly refreshToken: string;
	readonly timeScale: number;
	readonly headers: HeaderSet | undefined;
	readonly envelope: Generation | 'auto';
	readonly requirePublicHttps: boolean;
	readonly validateUrl: boolean;
	readonly finishAfterMs: number | undefined;
	readonly concurrency: number;
	readonly uploadMaxBytes: number | undefined;
	readonly uploadPartBytes: number | undefined;
	readonly scopes: readonly string[] | undefined;
}

export const settle = (options: SimulatorOptions): Settings => ({
	port: options.port ?? 0,
	apiKey: options.apiKey ?? 'example-heygen-key',
	accessToken: options.accessToken ?? 'example-access-token',
	refreshToken: options.refreshToken ?? 'example-refresh-token',
	timeScale: options.timeScale ?? 1,
	headers: options.headers,
	envelope: options.envelope ?? 'auto',
	requirePublicHttps: options.requirePublicHttps ?? false,
	validateUrl: options.validateUrl ?? true,
	finishAfterMs: options.finishAfterMs,
	concurrency: options.concurrency ?? Infinity,
	uploadMaxBytes: options.uploadMaxBytes,
	uploadPartBytes: options.uploadPartBytes,
	scopes: options.scopes,
});
