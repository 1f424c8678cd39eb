import type { Bench } from '../support/bench';
import { createAndWait, Parked, start } from '../support/parked';
import { chain, manualTrigger, noOp } from '../support/workflows';

const woken =
	(name: string) =>
	async (bench: Bench): Promise<void> => {
		const parked = await Parked.byHand(bench, (account) => {
			const node = createAndWait(account, { name, parameters: { script: 'one' } });
			return chain('A name', manualTrigger(start), node, noOp());
		});
		await parked.waits();
		await parked.finish();
		expect((await parked.ends()).status).toBe('success');
	};

/** The name stands in an expression. */
export const names = Object.fromEntries(
	['HeyGen "x"', "it's", 'a }} b {{ c', '\\'].map((name) => [
		`is woken with the name ${name}`,
		woken(name),
	]),
);
