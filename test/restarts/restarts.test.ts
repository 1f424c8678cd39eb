import { copyBesides, copyInstead } from './parts/copies';
import { ahead, anHourAhead, anHourBehind, anHourLater, behind, right } from './parts/clocks';
import { kills } from './parts/kills';
import { moves, privateAddresses, refusingPrivateAddresses } from './parts/moves';
import { polledOverKill } from './parts/polling';
import { round } from './support/round';
import { newerPoller, scheduled } from './parts/scheduler';
import { stops } from './parts/survival';
import { oneSlot, parkedOverKill, parkedOverStop, slots } from './parts/waiting';
import { useN8n } from '../e2e/support/bench';
import { together } from '../e2e/support/together';

/**
 * Proves what the engine tests take for granted of an end of n8n and a start: which executions and which static
 * data outlive a stop, and which a kill; that triggers are told to register again, and polled at once; that parked
 * executions are still parked; what n8n answers before it is ready. And what a start with another clock, another
 * address or other settings of n8n changes. The order is that of a life: each round is one end and one start.
 */
const bench = useN8n({ env: anHourBehind }, 'perFile');

const withSettings = { ...refusingPrivateAddresses, ...oneSlot, ...newerPoller };
const without = Object.fromEntries(Object.keys(withSettings).map((name) => [name, undefined]));

behind(bench);
round(
	'n8n that is stopped for an hour',
	bench,
	{ env: right },
	{ ...anHourLater, ...stops, ...copyBesides },
);
round(
	'n8n that is killed',
	bench,
	{ isKill: true },
	{ ...kills, ...parkedOverKill, ...polledOverKill },
);
round(
	'n8n that gets another address, and other settings',
	bench,
	{ env: withSettings, webhookUrl: ({ n8n }) => `http://localhost:${n8n.port}` },
	{ ...moves, ...privateAddresses, ...copyInstead, ...parkedOverStop },
);
describe('with these settings', () => {
	together(bench, { ...slots, ...scheduled });
	afterAll(async () => await bench.closeAccounts());
});
round('n8n whose clock is an hour ahead', bench, { env: { ...without, ...anHourAhead } }, ahead);
