export type Generation = 'v1' | 'v3';
export type HeaderSet = 'heygen' | 'signature';
export type JsonObject = Record<string, unknown>;
/** Header names are in lower case. */
export type HeaderMap = Record<string, string | string[] | undefined>;

export interface SimulatorOptions {
	/** 0 takes any free port; the host is always 127.0.0.1. */
	port?: number;
	apiKey?: string;
	accessToken?: string;
	refreshToken?: string;
	/** Shortens the waits between delivery attempts only, never the 1 s and 10 s limits. */
	timeScale?: number;
	/** Unset: Heygen-* for endpoints made through v3, Signature for those made through v1. */
	headers?: HeaderSet;
	envelope?: Generation | 'auto';
	requirePublicHttps?: boolean;
	validateUrl?: boolean;
	/** Every job ends well by itself after so long; unset: only when it is told to. */
	finishAfterMs?: number;
	/** How many jobs may be open at once; one more is 429. Unset: any number. */
	concurrency?: number;
	/** The largest file of a direct upload; unset: 200 MB. */
	uploadMaxBytes?: number;
	/** The size of the parts of a larger one; unset: 5 MB. */
	uploadPartBytes?: number;
	/** The scopes of the key; unset: all. */
	scopes?: readonly string[];
}

export interface SimulatedEndpoint {
	endpoint_id: string;
	url: string;
	events: string[] | null;
	status: 'enabled' | 'disabled';
	created_at: string;
	secret: string;
	entity_id: string | null;
	generation: Generation;
}

export type NewEndpoint = { url: string } & Partial<SimulatedEndpoint>;

export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: HeaderMap;
	body: unknown;
	at: number;
	/** The status that was answered; 0 while open, and for good when reset, hung or lost. */
	status: number;
}

export interface DeliveryAttempt {
	endpointId: string;
	eventId: string;
	eventType: string;
	url: string;
	attempt: number;
	/** 0 = no complete answer within the limit. */
	status: number;
	answer: string;
	durationMs: number;
	at: number;
}

export interface Probe {
	url: string;
	status: number;
	durationMs: number;
}

export interface HistoryEvent {
	event_id: string;
	event_type: string;
	event_data: JsonObject;
	created_at: string;
	entity_id: string | null;
}

export interface EmittedEvent extends HistoryEvent {
	/** The first attempt to each endpoint that was served. */
	attempts: DeliveryAttempt[];
	/** Resolves when no attempt of this event is to come any more. */
	settled: Promise<void>;
}

export interface EmitOptions {
	entityId?: string;
	/** false = into the history only, as if the delivery had been lost. */
	deliver?: boolean;
	createdAt?: Date;
}

export interface SendOptions {
	headers?: HeaderSet | 'both' | 'none';
	secret?: string;
	timestamp?: number;
	eventId?: string;
	extraHeaders?: Record<string, string>;
}

export type SimulatedVideo = {
	id: string;
	status: 'pending' | 'processing' | 'completed' | 'failed';
	title: string | null;
	created_at: number;
	completed_at: number | null;
	duration: number | null;
	video_url: string | null;
	captioned_video_url: string | null;
	subtitle_url: string | null;
	thumbnail_url: string | null;
	gif_url: string | null;
	video_page_url: string | null;
	folder_id: string | null;
	output_language: string | null;
	failure_code: string | null;
	failure_message: string | null;
	/** Never shown by v3. */
	_callback_id: string | null;
};

export type SimulatedTranslation = {
	id: string;
	status: 'pending' | 'running' | 'completed' | 'failed';
	title: string | null;
	created_at: number;
	duration: number | null;
	input_language: string | null;
	output_language: string;
	translate_audio_only: boolean;
	callback_id: string | null;
	video_url: string | null;
	audio_url: string | null;
	srt_caption_url: string | null;
	vtt_caption_url: string | null;
	failure_message: string | null;
};

export interface FinishVideoOptions {
	videoId?: string;
	callbackId?: string | null;
	bytes?: number;
	deliver?: boolean;
}

export interface FailVideoOptions {
	videoId?: string;
	callbackId?: string | null;
	message?: string;
	deliver?: boolean;
}

export interface TranslationOptions {
	translationId?: string;
	callbackId?: string | null;
	language?: string;
	bytes?: number;
	/** Set: the translation fails with this text. */
	message?: string;
	deliver?: boolean;
}

export interface PresignOptions {
	/** The link answers 302 to a second, equally signed link. */
	redirect?: boolean;
	expired?: boolean;
}

export interface Fault {
	method?: string;
	path?: string | RegExp;
	/** How many requests it hits; 1 unless told, Infinity allowed. */
	times?: number;
	kind: 'status' | 'hang' | 'reset' | 'lostAnswer' | 'slow';
	status?: number;
	retryAfter?: number | string;
	body?: unknown;
	delayMs?: number;
}

/** What came to an address of a direct upload. */
export interface Upload {
	/** null when the address was none. */
	assetId: string | null;
	headers: HeaderMap;
	/** Counted as they came; the file is not kept. */
	bytes: number;
	sha256: string;
	at: number;
	/** 0 while open, and when the client hung up. */
	status: number;
}
