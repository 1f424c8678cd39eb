import type { Environment } from '../../e2e/support/environment';
import type { Bench } from '../../e2e/support/bench';
import { changeEndpoints, showChanged } from '../../e2e/support/damages';
import { forChecks, onlyOnce, Scene } from '../../e2e/support/scene';
import { limitMs, type Cases } from '../support/round';
import { generations } from '../support/subject';

/** Proves that a start of n8n with a clock of its own is what `aheadMs` makes of it in the engine tests. */

const clock = require.resolve('../../e2e/support/clock.cjs');
const hourMs = 3_600_000;

const withClock = (aheadMs: number): Environment => ({
	NODE_OPTIONS: `--require ${clock}`,
	HEYGEN_E2E_CLOCK_AHEAD_MS: String(aheadMs),
});
export const anHourAhead = withClock(hourMs);
export const anHourBehind = withClock(-hourMs);
export const right: Environment = { NODE_OPTIONS: undefined };

async function scenes(bench: Bench): Promise<Scene[]> {
	const all: Scene[] = [];
	for (const each of generations) all.push(await Scene.begin(bench, each, onlyOnce));
	return all;
}

async function passes(scene: Scene, name: 'ahead' | 'behind'): Promise<void> {
	const { generation, heygen } = scene.account;
	const isRefused = name === 'ahead' && generation === 'v3';
	await scene.open();
	await scene.happen(3, name === 'ahead' ? forChecks : {});
	await scene.arrive();
	await scene.looks(2);
	await scene.show(`n8n's clock is an hour ${name} (API ${generation})`, {
		lost: 0,
		sees: isRefused ? /^400$/ : /^200$/,
		...(isRefused ? { way: 'by a check' } : {}),
	});
	expect(heygen.endpoints).toEqual([scene.endpoint]);
}

/** n8n runs an hour behind from its first start on. */
export function behind(bench: Bench): void {
	it(
		'n8n whose clock is an hour behind takes every event once',
		async () => {
			for (const scene of await scenes(bench)) await passes(scene, 'behind');
			await bench.closeAccounts();
		},
		limitMs,
	);
}

export const ahead: Cases = {
	async 'takes every event once with a clock that is an hour ahead'(bench) {
		const all = await scenes(bench);
		return {
			after: async () => {
				for (const scene of all) await passes(scene, 'ahead');
				expect(bench.n8n.log).toContain('its timestamp is too old');
			},
		};
	},
};

/** To n8n, which runs an hour behind, it is an hour until it is back. */
export const anHourLater: Cases = {
	async 'emits what happened in the hour'(bench) {
		const scene = await Scene.begin(bench, 'v3', onlyOnce);
		return {
			meanwhile: async () => await scene.happen(3, { secondsAgo: 5 * 60, apartSeconds: 20 * 60 }),
			after: async () => {
				await scene.arrive();
				await scene.looks(2);
				await scene.show('n8n is down for an hour', { lost: 0, way: 'by a check' });
				expect(scene.account.heygen.endpoints).toEqual([scene.endpoint]);
			},
		};
	},

	async 'repairs what somebody changed at HeyGen, also through the older API'(bench) {
		const changed = await changeEndpoints(bench);
		return {
			after: async () => {
				for (const each of changed) await showChanged(each);
			},
		};
	},
};
