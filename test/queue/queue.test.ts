/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { badDay } from './parts/badDay';
import { bursts } from './parts/bursts';
import { deliveries } from './parts/delivery';
import { recovery } from './parts/recovery';
import { repairs } from './parts/repairs';
import { waiting } from './parts/waiting';
import { together } from '../e2e/support/together';
import { useQueue, type Queue } from './support/stage';

/**
 * Proves what the engine's model of queue mode takes for granted: a main that publishes and polls, processors that
 * take deliveries with what main has saved, workers that run; one record of events in the database, of which none
 * is lost or put out twice, whoever of them ends.
 *
 * `usual` tries the newer API: the processes differ in nothing else. `core` is what tells whether queue mode
 * holds, for other versions of n8n, and `long` everything with both (half an hour).
 */
const form = process.env.HEYGEN_QUEUE ?? 'usual';

/** All at once, because most of the time they wait for ticks. */
function ticking(queue: Queue, cases: Record<string, (queue: Queue) => Promise<void>>): void {
	describe('what main polls for in queue mode', () => {
		together(queue, cases);
		afterAll(async () => await queue.bench.closeAccounts());
	});
}

// One queue mode for all, because its start is most of the time.
const queue = useQueue();

deliveries(queue, 'v3');
bursts(queue, 'v3', form === 'usual' ? 100 : 300);
if (form !== 'usual') {
	deliveries(queue, 'v1');
	bursts(queue, 'v1', 300);
}
if (form === 'core') {
	ticking(queue, recovery);
} else {
	ticking(queue, { ...recovery, ...repairs });
	waiting(queue);
	badDay(queue, 'v3');
}
if (form === 'long') badDay(queue, 'v1');
