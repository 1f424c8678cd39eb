/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { badDay } from './parts/badDay';
import { bursts } from './parts/bursts';
import { deliveries } from './parts/delivery';
import { recovery } from './parts/recovery';
import { repairs } from './parts/repairs';
import { waiting } from './parts/waiting';
import { useQueue } from './support/stage';

/**
 * `long` does everything for both generations (half an hour), `core` what tells whether queue mode holds, for
 * other versions of n8n. The usual form spares the older API what no generation has a part in.
 */
const form = process.env.HEYGEN_QUEUE ?? 'usual';

// One queue mode for all, because its start is most of the time.
const queue = useQueue();

deliveries(queue, 'v3');
deliveries(queue, 'v1');
bursts(queue, 'v3', 300);
bursts(queue, 'v1', form === 'long' ? 300 : 60, form === 'usual');
recovery(queue);
if (form !== 'core') {
	waiting(queue);
	repairs(queue);
	badDay(queue, 'v3');
}
if (form === 'long') badDay(queue, 'v1');
