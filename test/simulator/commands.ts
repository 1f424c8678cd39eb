import { readConfirmed, sayConfirmed } from './confirmed';
import type { FinishOptions } from './jobs/types';
import type { Simulator } from './simulator';
import type { EmittedEvent } from './types';

const HELP = [
	'finish        a video is ready          fail <text>         a video failed',
	'translate     a translation is ready    miss                a video is ready, nothing is delivered',
	'jobs          what was begun here       finish <job>        ends one well, by id or kind',
	'list          the webhook endpoints     break <job> <text>  ends one badly',
	'emit <type>   any event, made-up data   requests            what the API was asked',
	'confirmed     what HeyGen itself was seen to answer so',
	'help          these lines               quit                ends the simulator',
].join('\n');

function toldOf(event: EmittedEvent): string {
	const ends = event.attempts.map((each) => `${each.status || 'no answer'} from ${each.url}`);
	return `${event.event_type} ${event.event_id}: ${ends.join(', ') || 'delivered to nobody'}`;
}

const begun = (simulator: Simulator): string =>
	simulator.jobs
		.map(({ id, kind, item }) => `${id} ${kind} ${String(item['status'])}`)
		.join('\n') || 'no job';

/** Ends a job that was begun through the API, and says who heard of it. */
async function end(simulator: Simulator, which: string, options: FinishOptions): Promise<string> {
	if (!simulator.findJob(which)) return `there is no open job ${which}`;
	const { kind, id, event, callbacks } = await simulator.finishJob(which, options);
	const told = event ? [toldOf(event)] : [];
	const called = callbacks.map(
		({ status, url }) => `callback: ${status || 'no answer'} from ${url}`,
	);
	return [`${kind} ${id} has ended`, ...told, ...called].join('\n');
}

const listed = (simulator: Simulator): string =>
	simulator.endpoints
		.map((each) => {
			const events = each.events?.join(' ') ?? 'every event';
			return `${each.endpoint_id} ${each.generation} ${each.status} ${each.url} (${events})`;
		})
		.join('\n') || 'no endpoint';

const asked = (simulator: Simulator): string =>
	simulator.requests
		.map(({ method, path, status }) => `${status || '---'} ${method} ${path}`)
		.join('\n') || 'no request';

const failing = (message: string): FinishOptions => ({
	outcome: 'failed',
	...(message ? { message } : {}),
});

/** Carries out one line and gives what to print; undefined means the end. */
export async function runCommand(simulator: Simulator, line: string): Promise<string | undefined> {
	const [command = '', ...words] = line.trim().split(/\s+/);
	const text = words.join(' ');
	switch (command) {
		case '':
			return '';
		case 'finish':
			return text ? await end(simulator, text, {}) : toldOf(await simulator.finishVideo());
		case 'break':
			return await end(simulator, words[0] ?? '', failing(words.slice(1).join(' ')));
		case 'jobs':
			return begun(simulator);
		case 'miss':
			return toldOf(await simulator.finishVideo({ deliver: false }));
		case 'fail':
			return toldOf(await simulator.failVideo(text ? { message: text } : {}));
		case 'translate':
			return toldOf(await simulator.endTranslation());
		case 'emit':
			return toldOf(await simulator.emit(text, simulator.sample(text)));
		case 'list':
			return listed(simulator);
		case 'requests':
			return asked(simulator);
		case 'confirmed':
			return sayConfirmed(readConfirmed());
		case 'quit':
			return undefined;
		default:
			return HELP;
	}
}
