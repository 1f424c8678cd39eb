import type { FaultName } from '../../e2e/support/faults';
import { startSimulator, type Fault, type Generation, type Simulator } from '../../simulator';
import { at, credentialsFor, generations } from './bench';
import type { Host } from './host';
import { N8n } from './n8n';
import type { Process } from './process';

/** A moment at which the trigger asks something of HeyGen. */
export interface Step {
	/** The row of what lasts longer than the trigger asks. */
	fault: FaultName;
	generations: readonly Generation[];
	/** What HeyGen is asked. */
	call: (generation: Generation) => Partial<Fault>;
	/** All that comes before, with a HeyGen that answers. */
	before: (n8n: N8n, heygen: Simulator) => Promise<unknown> | void;
	act: (n8n: N8n) => Promise<unknown>;
	/** An event that is delivered after the fault begins, or was missed before; none without a trigger. */
	event?: 'delivered' | 'missed';
	/** What n8n or a person does once HeyGen is back. */
	after: (n8n: N8n) => Promise<unknown> | void;
	/** Where a person reads of it, and what stands in there, beside the cause. */
	said?: { where: string; words: string };
	/** In words, where the events need it. */
	then?: string;
}

const longer = "HeyGen's API goes on failing:";
const history = () => ({ method: 'GET', path: '/v3/webhooks/events' });
const publish = async (n8n: N8n) => await n8n.activate();
const tick = async (n8n: N8n) => await n8n.tick();
const again = 'published again';
const published = { where: 'the publication fails', words: '… was not registered.' };
const longAgo = (): Date => new Date(Date.now() - 3 * 3_600_000);

/** With a past in the account: a check passes on only what is newer than the newest of the first look. */
async function running(n8n: N8n, heygen: Simulator): Promise<void> {
	await heygen.emit('podcast.success', {}, { deliver: false, createdAt: longAgo() });
	await n8n.activate();
}

const unasked = 'HeyGen could not be asked for missed events. …';
const unrepaired = 'The webhook endpoint at HeyGen is not repaired yet: …';
const kept = 'HeyGen could not be asked about the webhook endpoint, the registration is kept. …';
const left = '… is still registered at HeyGen, the next activation takes it over. …';

export const steps: Step[] = [
	{
		fault: `${longer} publishing, at the list of endpoints`,
		generations,
		call: (generation) => at(generation, 'list'),
		before: () => {},
		act: publish,
		after: publish,
		said: published,
		then: again,
	},
	{
		fault: `${longer} publishing, at the new endpoint`,
		generations,
		call: (generation) => at(generation, 'create'),
		before: () => {},
		act: publish,
		after: publish,
		said: published,
		then: again,
	},
	{
		fault: `${longer} publishing, at the secret of an endpoint that was left there (API v3)`,
		generations: ['v3'],
		call: () => ({ method: 'POST', path: /rotate-secret$/ }),
		before: ({ url }, heygen) => void heygen.addEndpoint({ url, events: null }),
		act: publish,
		after: publish,
		said: published,
		then: again,
	},
	{
		fault: `${longer} publishing, at the list of events (API v3)`,
		generations: ['v3'],
		call: history,
		before: () => {},
		act: publish,
		event: 'delivered',
		after: tick,
	},
	{
		fault: `${longer} a start of n8n, at the list of endpoints`,
		generations,
		call: (generation) => at(generation, 'list'),
		before: running,
		act: async (n8n) => await n8n.newProcess(),
		event: 'delivered',
		after: () => {},
		said: { where: 'in the log', words: kept },
	},
	{
		fault: `${longer} a check, at the list of events (API v3)`,
		generations: ['v3'],
		call: history,
		before: running,
		act: tick,
		event: 'missed',
		after: tick,
		said: { where: 'in the log', words: unasked },
	},
	{
		fault: `${longer} a check, at the list of endpoints (API v3)`,
		generations: ['v3'],
		call: (generation) => at(generation, 'list'),
		before: running,
		act: tick,
		event: 'missed',
		after: tick,
		said: { where: 'in the log', words: unrepaired },
	},
	{
		fault: `${longer} a check, at a new endpoint for one that is gone (API v3)`,
		generations: ['v3'],
		call: (generation) => at(generation, 'create'),
		before: async (n8n, heygen) => {
			await running(n8n, heygen);
			heygen.removeEndpoint(heygen.endpoints[0]?.endpoint_id ?? '');
		},
		act: tick,
		event: 'missed',
		after: async (n8n) => {
			// n8n ends its executions before it stops.
			await n8n.results();
			await n8n.newProcess();
		},
		said: { where: 'in the log', words: unrepaired },
		then: 'a repair at the next start',
	},
	{
		fault: `${longer} unpublishing`,
		generations,
		call: (generation) => at(generation, 'remove'),
		before: running,
		act: async (n8n) => await n8n.deactivate(),
		after: publish,
		said: { where: 'in the log', words: left },
		then: again,
	},
];

/** One step with one fault, and what came of it. */
export interface Tried {
	/** Where it logged. */
	processes: Process[];
	/** How the call that fails was answered while it did; 0 is no answer. */
	statuses: number[];
	/** What the step threw. */
	thrown?: Error;
	/** The events that were to come out, and those that did. */
	wanted: string[];
	got: string[];
	/** of all executions */
	modes: string[];
	/** Once the trigger is at work again, and when it was unpublished in the end. */
	endpoints: { working?: number; left: number };
	mistakes: number;
}

/** What a test may do to a HeyGen of its own. */
export interface Trouble {
	fault: Fault;
	/** Whether the step fails for it. */
	lasts: boolean;
}

const isCall = ({ method, path }: Partial<Fault>) => {
	const fits = (asked: string) => (path instanceof RegExp ? path.test(asked) : path === asked);
	return (request: { method: string; path: string }): boolean =>
		request.method === method && fits(request.path);
};

async function happen(heygen: Simulator, how: 'delivered' | 'missed'): Promise<string> {
	const data = heygen.sample('avatar_video.success');
	// a check leaves what is younger than ten seconds to its delivery
	const missed = { deliver: false, createdAt: new Date(Date.now() - 30_000) };
	const options = how === 'missed' ? missed : {};
	const { attempts } = await heygen.emit('avatar_video.success', data, options);
	if (how === 'delivered') expect(attempts).toMatchObject([{ status: 200 }]);
	return String(data.video_id);
}

/** The step while HeyGen fails. */
async function act(n8n: N8n, heygen: Simulator, step: Step, call: Partial<Fault>, fault: Fault) {
	const from = heygen.requests.length;
	heygen.fault({ ...fault, ...call });
	const [acted] = await Promise.allSettled([step.act(n8n)]);
	const asked = heygen.requests.slice(from).filter(isCall(call));
	const thrown: unknown = acted.status === 'rejected' ? acted.reason : undefined;
	return {
		statuses: asked.map(({ status }) => status),
		...(thrown instanceof Error && { thrown }),
	};
}

/** A step with a HeyGen that fails, and all that follows until the trigger is unpublished. */
export async function tried(
	host: Host,
	step: Step,
	generation: Generation,
	{ fault, lasts }: Trouble,
): Promise<Tried> {
	// no limit of a second for the check of the URL: several of these run side by side
	const heygen = await startSimulator({ timeScale: 1_000, validateUrl: false });
	const parameters = { events: ['avatar_video.success', 'avatar_video.fail'] };
	const n8n = new N8n({ host, credentials: credentialsFor(heygen, generation), parameters });
	const processes = [n8n.process];
	try {
		await step.before(n8n, heygen);
		const wanted = step.event === 'missed' ? [await happen(heygen, 'missed')] : [];
		const acted = await act(n8n, heygen, step, step.call(generation), fault);
		processes.push(n8n.process);
		if (step.event === 'delivered') wanted.push(await happen(heygen, 'delivered'));
		heygen.clearFaults();
		if (lasts) await step.after(n8n);
		if (n8n.isActive) wanted.push(await happen(heygen, 'delivered'));
		const got = (await n8n.json()).map(({ video_id }) => String(video_id));
		const modes = (await n8n.results()).map(({ mode }) => mode);
		const working = n8n.isActive ? { working: heygen.endpoints.length } : {};
		if (n8n.isActive) await n8n.deactivate();
		const endpoints = { ...working, left: heygen.endpoints.length };
		return { ...acted, processes, wanted, got, modes, endpoints, mistakes: n8n.mistakes };
	} finally {
		n8n.stop();
		await heygen.close();
	}
}
