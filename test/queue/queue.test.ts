/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { badDay } from './parts/badDay';
import { bursts } from './parts/bursts';
import { deliveries } from './parts/delivery';
import { recovery } from './parts/recovery';
import { waiting } from './parts/waiting';
import { useQueue } from './support/stage';

/**
 * `long` does everything for both generations (half an hour), `short` what tells whether queue mode works at
 * all, for other versions of n8n.
 */
const form = process.env.HEYGEN_QUEUE ?? 'usual';
const size = { short: [40, 20], usual: [300, 60], long: [300, 300] }[form] ?? [300, 60];

// One queue mode for all, because its start is most of the time.
const queue = useQueue();

deliveries(queue, 'v3');
deliveries(queue, 'v1');
bursts(queue, 'v3', size[0] ?? 0);
bursts(queue, 'v1', size[1] ?? 0);
if (form !== 'short') {
	waiting(queue);
	recovery(queue);
	badDay(queue, 'v3');
}
if (form === 'long') badDay(queue, 'v1');
