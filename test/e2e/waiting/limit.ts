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
			},
			limitMs,
		);
	}

	ends(): void {
		it(
			'goes on with a timeout for each when the minute is over and nobody has called',
			async () => {
				const execution = await this.parked?.ends();
				expect(execution?.status).toBe('success');
				expect(execution && out(execution)).toEqual(
					this.parked?.videos.map((video_id) => ({ video_id, status: 'timeout' })),
				);
			},
			limitMs,
		);
	}
}
