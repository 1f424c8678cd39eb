/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which answers a run of `npm run live` against HeyGen itself has confirmed, and when; null is never. */
export interface Confirmed {
	day: string | null;
	answers: readonly string[];
}

const file = join(__dirname, 'confirmed.json');

export function readConfirmed(): Confirmed {
	const kept: Confirmed = JSON.parse(readFileSync(file, 'utf8'));
	return kept;
}

export const keepConfirmed = (confirmed: Confirmed): void =>
	writeFileSync(file, `${JSON.stringify(confirmed, null, '\t')}\n`);

/** Everything else follows HeyGen's documents and public code only. */
export function sayConfirmed({ day, answers }: Confirmed): string {
	if (day === null) return 'No answer has been compared with HeyGen itself yet (npm run live).';
	return [`Compared with HeyGen itself on ${day} (npm run live):`, ...answers].join('\n');
}
