/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { AsyncLocalStorage } from 'node:async_hooks';

import { runningCode, type Code } from './code';

const running = new AsyncLocalStorage<Process>();
// Node.js goes through all that were ever used at each new promise: those of earlier files cost seconds.
afterAll(() => running.disable());

/** Whose code runs at this moment, however many awaits deep; undefined = the test itself. */
export const currentProcess = (): Process | undefined => running.getStore();

/** One process of n8n: what it has loaded, its own clock, and its end. */
export class Process {
	isAlive = true;
	/** How far its clock is ahead of HeyGen's, ms. */
	aheadMs = 0;
	/** Another name is another database of processed data. */
	database = '';
	/** What it did so far that others can see: statements, requests, saves. */
	readonly steps: string[] = [];
	/** Called before each step; may end the process. */
	onStep: (name: string, count: number) => void = () => {};
	/** Resolves at its end. */
	readonly ended: Promise<void>;
	private end: () => void = () => {};

	constructor(readonly code: Code = runningCode()) {
		this.ended = new Promise((resolve) => (this.end = resolve));
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		return await running.run(this, work);
	}

	/** As `kill -9`: nothing that is under way has an effect from now on. */
	kill(): void {
		this.isAlive = false;
		this.end();
	}
}

/** Where a process touches the world. A dead one gets no further. */
export async function step(name: string): Promise<void> {
	const process = currentProcess();
	if (process === undefined) return;
	process.steps.push(name);
	process.onStep(name, process.steps.length);
	if (!process.isAlive) await new Promise<never>(() => {});
}
