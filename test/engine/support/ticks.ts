import { advance, minutes } from './clock';
import type { N8n } from './n8n';

/** A tick every ten minutes, each with all it started. */
export async function ticks(n8n: N8n, count: number): Promise<void> {
	for (let index = 0; index < count; index++) {
		advance(minutes(10));
		await n8n.tick();
		await n8n.results();
	}
}
