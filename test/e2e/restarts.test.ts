import { copyBesides, copyInstead, imports } from './restarts/copies';
import { ahead, anHourAhead, anHourBehind, anHourLater, behind, right } from './restarts/clocks';
import { kills } from './restarts/kills';
import { moves, privateAddresses, refusingPrivateAddresses } from './restarts/moves';
import { polledOverKill } from './restarts/polling';
import { round } from './restarts/round';
import { newerPoller, scheduled } from './restarts/scheduler';
import { stops } from './restarts/survival';
import { oneSlot, parkedOverKill, parkedOverStop, slots } from './restarts/waiting';
import { useN8n } from './support/bench';

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
round('n8n that is an hour away', bench, { env: right }, { ...anHourLater, ...copyBesides });
imports(bench);
round('n8n that is stopped', bench, {}, { ...stops, ...parkedOverStop });
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
	{ ...moves, ...privateAddresses },
);
slots(bench);
round('n8n whose database is copied', bench, {}, { ...scheduled, ...copyInstead });
round('n8n whose clock is an hour ahead', bench, { env: { ...without, ...anHourAhead } }, ahead);
