import { storyOf, wayOf } from '../../e2e/support/observed';
import { showFault } from '../../e2e/support/faultTable';
import type { Fault } from '../../simulator';
import { steps, tried, type Step, type Tried } from '../support/apiFaults';
import { bench } from '../support/bench';
import { logger } from '../support/container';
import { inLanes } from '../support/lanes';
import { currentProcess, type Process } from '../support/process';

/** HeyGen's API fails at one call of each step of a trigger's life, in all the ways that it can. */
const here = bench();
const limitMs = 180_000;
/** Most of the time they wait; what hangs does so to its limit. */
const [sideBySide, hanging] = [8, 16];

interface Kind {
	fault: Fault;
	/** How the message about it begins. */
	cause: string;
}

const always = { times: Infinity, retryAfter: 600 };
const kinds = {
	429: {
		fault: { kind: 'status', status: 429, retryAfter: 1 },
		cause: 'HeyGen is receiving too many requests',
	},
	503: { fault: { kind: 'status', status: 503 }, cause: 'HeyGen is not available (HTTP 503)' },
	reset: { fault: { kind: 'reset' }, cause: 'HeyGen could not be reached' },
	hang: { fault: { kind: 'hang' }, cause: 'HeyGen did not answer in time' },
} satisfies Record<string, Kind>;

type KindName = keyof typeof kinds;
const passing: KindName[] = [429, 503, 'reset'];
const lasting: KindName[] = [...passing, 'hang'];

interface Case extends Tried {
	step: Step;
	kind: KindName;
	lasts: boolean;
}

const cases: Case[] = [];
const warned: Array<{ process: Process | undefined; message: string }> = [];

/** n8n's own logger goes on as before; only who logs is noted. */
function noteWarnings(): void {
	const log = logger();
	const warn = log.warn.bind(log);
	jest.spyOn(log, 'warn').mockImplementation((message, ...more) => {
		warned.push({ process: currentProcess(), message });
		warn(message, ...more);
	});
}

beforeAll(async () => {
	noteWarnings();
	const plan = (kind: KindName, lasts: boolean): Array<() => Promise<void>> =>
		steps.flatMap((step) =>
			step.generations.map((generation) => async () => {
				const fault = { ...kinds[kind].fault, ...(lasts && always) };
				const seen = await tried(here.host, step, generation, { fault, lasts });
				cases.push({ ...seen, step, kind, lasts });
			}),
		);
	const quick = [
		...passing.flatMap((kind) => plan(kind, false)),
		...passing.flatMap((kind) => plan(kind, true)),
	];
	const run = async (work: () => Promise<void>) => await work();
	await Promise.all([inLanes(plan('hang', true), hanging, run), inLanes(quick, sideBySide, run)]);
}, limitMs);

afterAll(() => jest.restoreAllMocks());

const readBy = ({ processes, thrown }: Case): string[] => [
	...warned
		.filter(({ process }) => process && processes.includes(process))
		.map((one) => one.message),
	...(thrown === undefined ? [] : [thrown.message]),
];

const unique = (texts: string[]): string => [...new Set(texts)].sort().join('; ');

/** Enters what came of them into docs/faults.md, or compares the two. */
function show(fault: Step['fault'], of: Case[], { said, then }: Partial<Step> = {}): void {
	const times = ({ got }: Case, id: string): number => got.filter((each) => each === id).length;
	const count = (fits: (times: number) => boolean): number =>
		of.flatMap((one) => one.wanted.filter((id) => fits(times(one, id)))).length;
	const sum = (of: number[]): number => of.reduce((all, each) => all + each, 0);
	const working = unique(of.flatMap(({ endpoints: { working = [] } }) => working).map(String));
	const way = wayOf(of.flatMap(({ modes }) => modes));
	showFault({
		fault,
		heygen: `${unique(of.map(({ statuses }) => storyOf(statuses)))}; in the end ${working} endpoint`,
		person: [
			...(said === undefined ? [] : [`${said.where}: "${said.words}"`]),
			...(then === undefined ? [] : [then]),
			`the events ${way}`,
		].join('; '),
		lost: count((each) => each === 0),
		twice: count((each) => each > 1),
		figures: `${of.length} times, ${sum(of.map(({ wanted }) => wanted.length))} events, ${sum(of.map(({ modes }) => modes.length))} executions`,
	});
	for (const { endpoints, mistakes } of of) expect([endpoints.left, mistakes]).toEqual([0, 0]);
}

it('once, at any step, is seen by nobody', () => {
	const all = cases.filter(({ lasts }) => !lasts);
	expect(all.flatMap(readBy)).toEqual([]);
	show("HeyGen's API fails once, at any of the calls below", all);
});

it.each(steps)('$fault', (step) => {
	const { fault, said } = step;
	const all = cases.filter(({ lasts, step: one }) => lasts && one.fault === fault);
	expect(new Set(all.map(({ kind }) => kind)).size).toBe(lasting.length);
	const parts = said?.words.split('…').map((part) => part.trim()) ?? [];
	for (const one of all) {
		const read = readBy(one);
		expect(read).toHaveLength(said === undefined ? 0 : 1);
		for (const part of said === undefined ? [] : [...parts, kinds[one.kind].cause]) {
			expect(read[0]).toContain(part);
		}
	}
	show(fault, all, step);
});
