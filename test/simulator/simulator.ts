import { emit } from './delivery/emit';
import { sign, signatureHeaders } from './delivery/signature';
import { LIMIT_MS } from './delivery/deliverer';
import { looseBody, isObject } from './http/body';
import { listen } from './http/listener';
import type { Listener } from './http/listener';
import { call } from './http/outbound';
import { Pipeline } from './http/pipeline';
import { JobDesk } from './jobs/desk';
import { finish } from './jobs/finish';
import type { Job } from './jobs/jobs';
import type { FinishOptions } from './jobs/types';
import { sampleOutcome, translationJob, videoJob } from './results';
import { pathFits } from './state/faults';
import { newEventId, newSecret, unixSeconds } from './state/ids';
import { seed } from './state/seeds';
import type { SeedName } from './state/seeds';
import { settle } from './state/settings';
import type { ShelfName } from './state/shelves';
import { World } from './state/world';
import { flip } from './switches';
import type * as T from './types';

/** A strict stand-in for HeyGen's API on a local port. */
export class Simulator extends JobDesk {
	private readonly pipeline: Pipeline;
	private listener: Listener | undefined;

	constructor(options: T.SimulatorOptions = {}) {
		super(new World(settle(options)));
		this.pipeline = new Pipeline(
			this.world,
			async (method, url, raw) => await flip(this, method, url, raw),
		);
	}

	get url(): string {
		return this.world.url;
	}

	get apiKey(): string {
		return this.world.settings.apiKey;
	}

	/** The access token given out last. */
	get accessToken(): string {
		return this.world.tokens.current;
	}

	get refreshToken(): string {
		return this.world.tokens.firstRefresh;
	}

	get endpoints(): T.SimulatedEndpoint[] {
		return this.world.endpoints.all;
	}

	get requests(): T.RecordedRequest[] {
		return this.world.requests;
	}

	/** What came to presigned links; never among the API requests. */
	get downloads(): T.RecordedRequest[] {
		return this.world.downloads;
	}

	/** The OPTIONS checks of endpoint URLs. */
	get probes(): T.Probe[] {
		return this.world.probes;
	}

	get attempts(): T.DeliveryAttempt[] {
		return this.world.deliverer.attempts;
	}

	get history(): T.HistoryEvent[] {
		return this.world.history.all;
	}

	get videos(): Map<string, T.JsonObject> {
		return this.world.shelves.videos.items;
	}

	get translations(): Map<string, T.JsonObject> {
		return this.world.shelves.translations.items;
	}

	/** What came to the addresses of direct uploads; never among the API requests. */
	get uploads(): T.Upload[] {
		return this.world.uploads;
	}

	async open(): Promise<this> {
		this.listener = await listen(this.pipeline, this.world.settings.port);
		this.world.url = this.listener.url;
		return this;
	}

	async emit(
		eventType: string,
		eventData: T.JsonObject,
		options: T.EmitOptions = {},
	): Promise<T.EmittedEvent> {
		return await emit(this.world, eventType, eventData, options);
	}

	async finishVideo(options: T.FinishVideoOptions = {}): Promise<T.EmittedEvent> {
		return await this.tell(videoJob(this.world, options), options);
	}

	async failVideo(options: T.FailVideoOptions = {}): Promise<T.EmittedEvent> {
		const message = options.message ?? 'The simulated render was told to fail.';
		return await this.tell(videoJob(this.world, options), {
			...options,
			outcome: 'failed',
			message,
		});
	}

	async endTranslation(options: T.TranslationOptions = {}): Promise<T.EmittedEvent> {
		const outcome = options.message === undefined ? 'completed' : 'failed';
		return await this.tell(translationJob(this.world, options), { ...options, outcome });
	}

	/** Made-up event_data for any event type. */
	sample(eventType: string): T.JsonObject {
		return sampleOutcome(this.world, eventType).data;
	}

	/** Exactly these bytes to one endpoint, whatever its status; not recorded as an attempt. */
	async send(
		endpoint: T.SimulatedEndpoint,
		body: Buffer,
		options: T.SendOptions = {},
	): Promise<{ status: number; body: string }> {
		const parsed = looseBody({}, body);
		const named = isObject(parsed) ? parsed['event_id'] : undefined;
		const signed = signatureHeaders({
			set: options.headers ?? this.world.settings.headers ?? 'heygen',
			signature: sign(body, options.secret ?? endpoint.secret),
			timestamp: options.timestamp ?? unixSeconds(),
			eventId: options.eventId ?? (typeof named === 'string' ? named : newEventId()),
		});
		const answer = await call({
			method: 'POST',
			url: endpoint.url,
			headers: { 'Content-Type': 'application/json', ...signed, ...options.extraHeaders },
			body,
			// whoever sends this waits longer than HeyGen does
			limitMs: 6 * LIMIT_MS,
		});
		return { status: answer.status, body: answer.body };
	}

	presign(name: string, bytes: number, options: T.PresignOptions = {}): string {
		return this.world.links.presign(name, bytes, options);
	}

	/** Upload addresses go dead too. */
	expireLinks(): void {
		this.world.storage.expire();
		this.world.links.expire();
	}

	/** Every access token given out so far answers 401; refresh tokens go on working. */
	expireAccessToken(): void {
		this.world.tokens.expireAccess();
	}

	/**
	 * Puts things on a shelf that were there before; they are made when somebody first looks.
	 * @param more keys that differ from what is made up, for each index from 0
	 */
	seed(shelf: SeedName, count: number, more: (index: number) => T.JsonObject = () => ({})): void {
		seed(this.world, shelf, count, more);
	}

	/** Puts one thing on a shelf as it is; keys that start with `_` are never shown. */
	put(shelf: ShelfName, item: T.JsonObject): T.JsonObject {
		return this.world.shelves[shelf].add(item);
	}

	fault(fault: T.Fault): void {
		this.world.faults.add(fault);
	}

	clearFaults(): void {
		this.world.faults.clear();
	}

	addEndpoint(partial: T.NewEndpoint): T.SimulatedEndpoint {
		return this.world.endpoints.add(partial);
	}

	/** From now on the history keeps only what an endpoint wants. */
	keepHistoryOfEndpoints(): void {
		this.world.history.isOfEndpoints = true;
	}

	disable(endpointId: string): void {
		this.endpoint(endpointId).status = 'disabled';
	}

	removeEndpoint(endpointId: string): void {
		this.world.endpoints.remove(endpointId);
	}

	/** Changes the secret behind the client's back and gives the new one. */
	rotate(endpointId: string): string {
		return (this.endpoint(endpointId).secret = newSecret());
	}

	count(method: string, path: string | RegExp): number {
		return this.asked(method, path).length;
	}

	/** The API requests of one method and path, in their order. */
	asked(method: string, path: string | RegExp): T.RecordedRequest[] {
		return this.requests.filter((each) => each.method === method && pathFits(each.path, path));
	}

	reset(): void {
		this.world.reset();
		this.pipeline.release();
	}

	async close(): Promise<void> {
		this.reset();
		await this.listener?.close();
		this.listener = undefined;
	}

	private endpoint(id: string): T.SimulatedEndpoint {
		const endpoint = this.world.endpoints.find(id);
		if (!endpoint) throw new RangeError(`no endpoint ${id}`);
		return endpoint;
	}

	private async tell(job: Job, options: FinishOptions): Promise<T.EmittedEvent> {
		const { event } = await finish(this.world, job, options);
		if (!event) throw new RangeError(`${job.kind} has no event`);
		return event;
	}
}
