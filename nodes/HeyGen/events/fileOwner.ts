import { idText } from '../narrow';
import { resourceOf, rowOf } from './catalogue';
import { dataOf, type HeyGenEvent } from './event';

/** The resource whose file an event is about. */
export interface FileOwner {
	kind: FileKind;
	id: string;
}

type FileKind =
	| 'video'
	| 'translation'
	| 'podcast'
	| 'fillerWordRemoval'
	| 'hyperframes'
	| 'clipping'
	| 'instantVideo'
	| 'agentSession';

/** The names of ids in an event's data, the most telling first. Source: heygen-api/jobs.md section 1 */
const kindsById: ReadonlyArray<[name: string, kind: FileKind]> = [
	['video_translate_id', 'translation'],
	['video_translation_id', 'translation'],
	['podcast_id', 'podcast'],
	['filler_word_removal_id', 'fillerWordRemoval'],
	['render_id', 'hyperframes'],
	['ai_clipping_id', 'clipping'],
	['video_id', 'video'],
	['session_id', 'agentSession'],
];

/** What an id without a name of its own belongs to: some events carry the whole job. */
const kindsByResource = new Map<string, FileKind>([
	['video_translate', 'translation'],
	['podcast', 'podcast'],
	['filler_word_removal', 'fillerWordRemoval'],
	['hyperframes_video', 'hyperframes'],
	['ai_clipping', 'clipping'],
	['avatar_video', 'video'],
	['video_agent', 'agentSession'],
]);

/** What can be asked for a fresh link to the event's file, in the order in which to ask. */
export function fileOwnersOf(event: HeyGenEvent): FileOwner[] {
	const data = dataOf(event);
	const resource = resourceOf(event.event_type);
	const named = kindsById.flatMap(([name, kind]) => {
		const id = idText(data[name]);
		return id === undefined ? [] : { kind, id };
	});
	const job = kindsByResource.get(resource);
	const id = idText(data.id);
	const own = job !== undefined && id !== undefined ? [{ kind: job, id }] : [];
	const [first, ...others] = [...named, ...own];
	if (first === undefined) return [];
	// The name of an instant video's event is not known, nor that it is one from its id.
	if (first.kind === 'video' && rowOf(event.event_type) === undefined) {
		return [first, { ...first, kind: 'instantVideo' }];
	}
	return [first, ...others.filter(({ kind }) => kind === 'agentSession')];
}
