import { rowOf, type EventRow } from './catalogue';
import type { HeyGenEvent } from './event';
import type { FieldKind } from './fields';

const fallbackType = 'avatar_video.success';

/**
 * A made-up event with a value for each field of its type, marked by `sample`.
 * @param types null for every event
 * @param callbackId for the events that have one
 */
export function sampleOf(
	types: string[] | null,
	nowMs: number,
	callbackId = 'sample-callback',
): HeyGenEvent {
	const [first = fallbackType] = types ?? [];
	const type = types?.find((one) => rowOf(one) !== undefined) ?? first;
	const fields: EventRow['fields'] = rowOf(type)?.fields ?? { id: 'text' };
	const data = Object.entries(fields).map(([name, kind]) => [
		name,
		name === 'callback_id' ? callbackId : valueOf(name, kind, nowMs),
	]);
	return {
		event_id: 'sample',
		event_type: type,
		event_data: { ...Object.fromEntries(data), sample: true },
		created_at: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
	};
}

function valueOf(name: string, kind: FieldKind, nowMs: number): unknown {
	switch (kind.replace('?', '')) {
		case 'number':
			return name === 'created_at' ? Math.floor(nowMs / 1_000) : 12.5;
		case 'boolean':
			return true;
		case 'object':
			return { sample: true };
		case 'objects':
			return [{ id: 'sample', status: 'completed', video_url: linkOf('video_url') }];
		case 'texts':
			return [name.includes('url') ? linkOf(name) : `sample ${name}`];
		default:
			return name.endsWith('url') ? linkOf(name) : `sample ${name}`;
	}
}

const endings: ReadonlyArray<readonly [RegExp, string]> = [
	[/gif/, 'gif'],
	[/thumbnail|image/, 'jpg'],
	[/caption|subtitle/, 'srt'],
	[/page|share|callback/, 'html'],
];

const linkOf = (name: string): string =>
	`https://example.com/sample.${endings.find(([of]) => of.test(name))?.[1] ?? 'mp4'}`;
