/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { Bench } from '../e2e/support/bench';
import { ensureInstalled } from '../e2e/support/install';
import { installServers, missingServers } from '../e2e/support/servers';
import { activationAmong } from './accounts';
import { countCalls } from './calls';
import { forgeries, fullLoad, oneByOne, repeats } from './delivery';
import { documentOf, writeDocument, type Findings } from './document';
import { GitHub } from './gitHub';
import { withRemembered } from './memory';
import { measureOwn } from './own';
import { callbacks, idle, parkingSubjects } from './parked';
import { inPasses, type Measured } from './passes';
import { allSubjects, names, type Subject } from './subjects';
import { queueThroughput } from './throughput';
import { eventToNode, pollingWorkflow } from './waiting';

/**
 * Measures what docs/benchmarks.md shows, and writes it there: `npm run bench`, a quarter of an hour on an idle
 * machine. `--scale 0.2` makes a fifth of the deliveries a pass; `--short` goes the same way with one small pass,
 * but not through queue mode, and writes nothing.
 */
const isShort = process.argv.includes('--short');
const scaleAt = process.argv.indexOf('--scale') + 1;
const scale = scaleAt > 0 ? Number(process.argv[scaleAt]) : 1;
const passes = isShort ? 1 : 5;
const part = (count: number): number => Math.ceil(count * (isShort ? 0.1 : scale));
const say = (text: string): void => void process.stdout.write(`[bench] ${text}\n`);

type Beside = Pick<Findings, 'single' | 'loaded' | 'refused' | 'repeated' | 'remembered'>;
type Alone = Beside & Pick<Findings, 'waiting' | 'calls' | 'accounts' | 'woken' | 'parked'>;

const sized = (sizes: number[]): Array<{ name: string; size: number }> =>
	sizes.map((size) => ({ name: String(size), size }));

async function besides({ n8n }: Bench, subjects: Subject[]): Promise<Beside> {
	const [ours, gitHub] = subjects;
	if (ours === undefined || gitHub === undefined) throw new Error('no subjects');
	const each = async (
		what: string,
		some: Subject[],
		measure: (subject: Subject) => Promise<Measured>,
	) => {
		say(what);
		return await inPasses(some, passes, measure);
	};
	say('warming up');
	await inPasses(subjects, 1, async (subject) => await oneByOne(n8n, subject, part(20)));
	return {
		single: await each(
			'one delivery at a time',
			subjects,
			async (subject) => await oneByOne(n8n, subject, part(110)),
		),
		loaded: await each(
			'as many as n8n takes',
			subjects,
			async (subject) => await fullLoad(n8n, subject, part(110)),
		),
		refused: await each(
			'forgeries',
			[ours, gitHub],
			async (subject) => await forgeries(subject, part(300)),
		),
		repeated: await each('repeats', [ours], async (subject) => await repeats(subject, part(300))),
		remembered: await inPasses(
			sized([10, 1_000, 10_000]),
			passes,
			async ({ size }) => await withRemembered(n8n, ours, size, part(20)),
		),
	};
}

/** A node that parks beside n8n's own. */
async function parking(bench: Bench): Promise<Pick<Findings, 'woken' | 'parked'>> {
	say('executions that are parked');
	const subjects = await parkingSubjects(bench);
	const [ours] = subjects;
	if (ours === undefined) throw new Error('no subject');
	await inPasses(subjects, 1, async (subject) => await callbacks(bench, subject, part(10)));
	return {
		woken: await inPasses(
			subjects,
			passes,
			async (subject) => await callbacks(bench, subject, part(40)),
		),
		parked: await inPasses(
			sized([0, isShort ? 10 : 100]),
			passes,
			async ({ size }) => await idle(bench, ours, size, isShort ? 1_000 : 10_000),
		),
	};
}

async function inOneProcess(): Promise<Alone> {
	const bench = new Bench();
	const gitHub = await GitHub.start();
	await bench.open({ env: { N8N_LOG_LEVEL: 'error' } });
	try {
		const { heygen } = await bench.account('v3');
		const subjects = await allSubjects(bench.api, bench.n8n.url, heygen, gitHub);
		const found = await besides(bench, subjects);
		const ours = subjects.find(({ name }) => name === names.heygen);
		if (ours === undefined) throw new Error('no subject');
		say('beside polling');
		const polling = await pollingWorkflow(bench.api, heygen);
		const waiting = await eventToNode(bench.n8n, heygen, ours, polling, part(12));
		await bench.api.workflows.deactivate(polling);
		say('other endpoints in the account');
		const accounts = await inPasses(
			sized([1, 100, 1_000]),
			passes,
			async ({ size }) => await activationAmong(bench, size),
		);
		say('calls to HeyGen');
		const calls = await countCalls(
			await bench.account('v3'),
			async (id) => await bench.api.workflows.deactivate(id),
		);
		return { ...found, waiting, accounts, calls, ...(await parking(bench)) };
	} finally {
		await bench.close();
		gitHub.close();
	}
}

async function inQueueMode(): Promise<Pick<Findings, 'queue'>> {
	if (isShort) return {};
	await installServers();
	const missing = missingServers().join(' and ');
	if (missing !== '') {
		say(`queue mode is left out: ${missing} was not found`);
		return {};
	}
	const queue = new Map<string, Measured[]>();
	for (const workers of [1, 2]) {
		say(`queue mode with ${workers} of 2 workers`);
		const name = workers === 1 ? 'one worker' : 'two workers';
		queue.set(name, await queueThroughput(workers, part(200), passes));
	}
	return { queue };
}

async function main(): Promise<void> {
	const own = measureOwn(passes, part(20_000));
	const found = { own, ...(await inOneProcess()), ...(await inQueueMode()) };
	const text = await documentOf(found, await ensureInstalled(), passes);
	if (isShort) say(`docs/benchmarks.md is left as it is; it would be:\n${text}`);
	else writeDocument(text);
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		say(error instanceof Error ? (error.stack ?? error.message) : String(error));
		process.exit(1);
	},
);
