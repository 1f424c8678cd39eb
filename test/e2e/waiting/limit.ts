import type { Bench } from '../support/bench';
import { scripts } from '../support/joined';
import { createAndWait, out, Parked, start } from '../support/parked';
import { chain, manualTrigger, noOp } from '../support/workflows';

/** Proves that n8n takes an execution up at its limit, and not before. */

/** n8n looks every 60 s for what is due, and starts anew in between. */
const limitMs = 300_000;

/** Nobody calls. Two tests, so that others run in between. */
export class Limit {
	private parked: Parked | undefined;

	constructor(private readonly bench: Bench) {}

	begins(): void {
		it(
			'parks for a minute',
			async () => {
				this.parked = await Parked.byHand(this.bench, (account) => {
					const node = createAndWait(account, { parameters: { options: { waitMinutes: 1 } } });
					return chain('Limit', manualTrigger(start), ...scripts('one', 'two'), node, noOp());
				});
				await this.parked.waits();
				const [first = ''] = this.parked.videos;
				await this.parked.finish([first], { callback: { send: false } });
			},
			limitMs,
		);
	}

	ends(): void {
		it(
			'asks when the minute is over and nobody has called: the rest comes as a timeout',
			async () => {
				const execution = await this.parked?.ends();
				expect(execution?.status).toBe('success');
				const [first, second] = this.parked?.videos ?? [];
				expect(execution && out(execution)).toMatchObject([
					{ id: first, status: 'completed' },
					{ video_id: second, status: 'timeout' },
				]);
			},
			limitMs,
		);
	}
}
