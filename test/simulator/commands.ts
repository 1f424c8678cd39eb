import type { Simulator } from './simulator';
import type { EmittedEvent } from './types';

const HELP = [
	'finish        a video is ready          fail <text>  a video failed',
	'translate     a translation is ready    miss         a video is ready, nothing is delivered',
	'emit <type>   any event, made-up data   list         the webhook endpoints',
	'requests      what the API was asked    help         these lines',
	'quit          ends the simulator',
].join('\n');

function toldOf(event: EmittedEvent): string {
	const ends = event.attempts.map((each) => `${each.status || 'no answer'} from ${each.url}`);
	return `${event.event_type} ${event.event_id}: ${ends.join(', ') || 'delivered to nobody'}`;
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

/** Carries out one line and gives what to print; undefined means the end. */
export async function runCommand(simulator: Simulator, line: string): Promise<string | undefined> {
	const [command = '', ...words] = line.trim().split(/\s+/);
	const text = words.join(' ');
	switch (command) {
		case '':
			return '';
		case 'finish':
			return toldOf(await simulator.finishVideo());
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
		case 'quit':
			return undefined;
		default:
			return HELP;
	}
}
