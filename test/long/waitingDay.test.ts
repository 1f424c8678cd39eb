import type { INodeParameters } from 'n8n-workflow';

import { parkedMs } from '../../nodes/HeyGen/waiting/schedule';
import { bench } from '../engine/support/bench';
import { hours, minutes, skipSleep } from '../engine/support/clock';
import { parked } from '../engine/support/parking';
import type { Waiting } from '../engine/support/waiting';

/** What a job that takes a day costs HeyGen, over every end of n8n. */
const here = bench();
beforeEach(() => {
	skipSleep();
	here.simulator.planCallbacks({ send: false });
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const aDay = 24 * 60;
const perCallback = 30;
/** Four in the first half minute, one a minute for half an hour, then one in five, and at the end. */
const perAsking = 4 + 30 + (aDay - 30) / 5 + 1;
const asked = (): number => here.simulator.requests.filter(({ method }) => method === 'GET').length;

const parkedFor = async (howToWait: string, count = 1): Promise<Waiting> => {
	const options: INodeParameters = { howToWait, waitMinutes: aDay };
	const items = Array.from({ length: count }, () => ({}));
	return await parked(here, 'video', 'createAndWait', { items, parameters: { options } });
};

/** @returns how long it was parked each time, in minutes */
async function untilOver(waiting: Waiting): Promise<number[]> {
	const parks: number[] = [];
	while (waiting.isParked) {
		parks.push((Number(waiting.limit) - Date.now()) / minutes(1));
		if (parks.length % 7 === 0) waiting.restart();
		await waiting.timeUp();
	}
	return parks;
}

const areSpread = (parks: number[], wanted: number): boolean =>
	parks.every((each) => each >= wanted - 0.01 && each <= wanted * 1.1);

describe('by callback', () => {
	it(`asks at most ${perCallback} times in a day without an end, ever more rarely`, async () => {
		const beganMs = Date.now();
		const parks = await untilOver(await parkedFor('callback'));
		expect(Date.now() - beganMs).toBeGreaterThanOrEqual(hours(24));
		expect(asked()).toBeLessThanOrEqual(perCallback);
		for (const [look, wanted] of [10, 20, 40].entries()) {
			expect(areSpread(parks.slice(look, look + 1), wanted)).toBe(true);
		}
		expect(areSpread(parks.slice(3, -1), 60)).toBe(true);
	});

	it('asks as often for 100 items together', async () => {
		await untilOver(await parkedFor('callback', 100));
		expect(asked()).toBeLessThanOrEqual(perCallback);
	});
});

it(`by asking: at most ${perAsking} times, each minute for half an hour, then each five`, async () => {
	const parks = await untilOver(await parkedFor('ask'));
	expect(asked()).toBeLessThanOrEqual(perAsking);
	// A tenth longer each, at most.
	expect(asked()).toBeGreaterThan(0.85 * perAsking);
	expect(areSpread(parks.slice(0, 26), 1)).toBe(true);
	expect(areSpread(parks.slice(32, -1), 5)).toBe(true);
});

it('of a thousand that were parked together, few wake in the same minute after some hours', () => {
	const wakes = new Map<number, number>();
	for (let index = 0; index < 1_000; index++) {
		const wait = Math.floor((index * 0x1_0000) / 1_000)
			.toString(16)
			.padStart(4, '0');
		let looks = 0;
		for (let nowMs = 0; nowMs < hours(24); looks++) {
			nowMs += parkedMs({ looks, madeMs: 0, isCalled: true, wait }, nowMs);
			const minute = Math.floor(nowMs / minutes(1));
			wakes.set(minute, (wakes.get(minute) ?? 0) + 1);
		}
		expect(looks).toBeLessThan(perCallback);
	}
	const late = [...wakes].filter(([minute]) => minute > 12 * 60 && minute < aDay);
	expect(Math.max(...late.map(([, count]) => count))).toBeLessThanOrEqual(30);
});
