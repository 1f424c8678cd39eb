import { isObject } from './http/body';
import type { Reply } from './http/reply';
import type { Simulator } from './simulator';
import { stateOf } from './stateView';
import type { EmittedEvent, Fault, JsonObject } from './types';

type Switch = (simulator: Simulator, input: JsonObject) => Promise<unknown> | unknown;

const KINDS: ReadonlyArray<Fault['kind']> = ['status', 'hang', 'reset', 'lostAnswer', 'slow'];

const OUTCOMES = ['completed', 'failed', 'cancelled'] as const;

const text = (value: unknown): string | undefined =>
	typeof value === 'string' ? value : undefined;

/** Only the entries that are set. */
const given = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};

const common = (input: JsonObject) => ({
	callbackId: input['callback_id'] === null ? null : text(input['callback_id']),
	bytes: input['bytes'] === undefined ? undefined : Number(input['bytes']),
	message: text(input['message']),
	deliver: typeof input['deliver'] === 'boolean' ? input['deliver'] : undefined,
});

const told = ({ event_id, event_type, event_data, attempts }: EmittedEvent) => ({
	event_id,
	event_type,
	event_data,
	attempts,
});

/** A JSON fault: `pattern` is a path as a regular expression, `times` may be "Infinity". */
function faultOf(input: JsonObject): Fault | undefined {
	const kind = KINDS.find((each) => each === input['kind']);
	if (kind === undefined) return undefined;
	const { method, path, pattern, times, status, body } = input;
	return {
		kind,
		...given({
			method: text(method),
			path: typeof pattern === 'string' ? new RegExp(pattern) : text(path),
			times: times === undefined ? undefined : Number(times),
			status: status === undefined ? undefined : Number(status),
			retryAfter: text(input['retry_after']) ?? numberOf(input['retry_after']),
			delayMs: numberOf(input['delay_ms']),
			body,
		}),
	};
}

const numberOf = (value: unknown): number | undefined =>
	typeof value === 'number' ? value : undefined;

const posts: Record<string, Switch> = {
	finish: async (simulator, input) =>
		told(
			await simulator.finishVideo(given({ ...common(input), videoId: text(input['video_id']) })),
		),
	fail: async (simulator, input) =>
		told(await simulator.failVideo(given({ ...common(input), videoId: text(input['video_id']) }))),
	translate: async (simulator, input) =>
		told(
			await simulator.endTranslation(
				given({ ...common(input), language: text(input['language']) }),
			),
		),
	emit: async (simulator, input) => {
		const type = text(input['event_type']) ?? 'avatar_video.success';
		const data = isObject(input['event_data']) ? input['event_data'] : simulator.sample(type);
		const { deliver } = common(input);
		const options = given({ deliver, entityId: text(input['entity_id']) });
		return told(await simulator.emit(type, data, options));
	},
	/** Ends any job: `job` is its id or kind. */
	job: async (simulator, input) => {
		const { message, bytes, deliver } = common(input);
		const outcome = OUTCOMES.find((each) => each === input['outcome']);
		const options = given({ message, bytes, deliver, outcome, code: text(input['code']) });
		const { kind, id, callbacks } = await simulator.finishJob(text(input['job']) ?? '', options);
		return { kind, id, callbacks };
	},
	fault: (simulator, input) => {
		const fault = faultOf(input);
		if (fault) simulator.fault(fault);
		return fault ? { added: true } : { added: false, kinds: KINDS };
	},
	reset: (simulator) => {
		simulator.reset();
		return { reset: true };
	},
};

function inputOf(raw: Buffer): JsonObject | undefined {
	if (raw.length === 0) return {};
	try {
		const value: unknown = JSON.parse(raw.toString('utf8'));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The switches for scripts under /simulator/; they need no key. */
export async function flip(
	simulator: Simulator,
	method: string,
	url: URL,
	raw: Buffer,
): Promise<Reply> {
	const name = url.pathname.slice('/simulator/'.length);
	if (method === 'GET' && name === 'state') {
		return { status: 200, body: stateOf(simulator, url.searchParams.get('secrets') === '1') };
	}
	const action = method === 'POST' && Object.hasOwn(posts, name) ? posts[name] : undefined;
	if (!action) return { status: 404, body: { switches: ['state', ...Object.keys(posts)] } };
	const input = inputOf(raw);
	if (!input) return { status: 400, body: { expected: 'a JSON object' } };
	return { status: 200, body: await action(simulator, input) };
}
