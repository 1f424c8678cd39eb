/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

const everySeconds = 6;
const everyMs = everySeconds * 1_000;

const item = Array.from({ length: 60 / everySeconds }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * everySeconds} * * * * *`,
}));

/** n8n allows no shorter interval than a minute, but any number of them side by side. */
export const closeTicks: IDataObject = { pollTimes: { item } };

const firstMs = 200;
const lastMs = 3_000;
let before: Promise<unknown> = Promise.resolve();

/**
 * Does one thing at a time, and starts it well before the next tick: a tick that falls into the activation of
 * its own workflow takes n8n's expression engine from it ("No bridge acquired for this context").
 */
export async function betweenTicks<Result>(work: () => Promise<Result>): Promise<Result> {
	const mine = before.then(async () => {
		const phaseMs = Date.now() % everyMs;
		if (phaseMs < firstMs || phaseMs > lastMs) {
			await sleep((everyMs + firstMs - phaseMs) % everyMs);
		}
		return await work();
	});
	before = mine.catch(() => undefined);
	return await mine;
}
