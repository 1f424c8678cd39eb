/**
 * The types of the events, checked by `tsc -p test/tsconfig.json`: an unused @ts-expect-error is a
 * compile error there. Jest only runs the lines.
 */
import type { KnownEvent, KnownEventType } from '../../../nodes/HeyGen/events/catalogue';
import { isKnownEvent } from '../../../nodes/HeyGen/events/event';
import { fixture } from '../../fixtures';

type Of<Type extends KnownEventType> = Extract<KnownEvent, { event_type: Type }>;

const known = (name: string): KnownEvent => {
	const { parsed } = fixture(name);
	if (!isKnownEvent(parsed)) throw new TypeError(`${name} is not a known event`);
	return parsed;
};

/** Fails to compile when a member of the union is not handled. */
const never = (left: never): never => {
	throw new TypeError(String(left));
};

function linkOf(event: KnownEvent): string | null | undefined {
	switch (event.event_type) {
		case 'avatar_video.success':
			return event.event_data.url;
		case 'video_translate.success':
		case 'video_agent.success':
			return event.event_data.url ?? event.event_data.video_url;
		case 'personalized_video':
			return event.event_data.video_url;
		default:
			return undefined;
	}
}

it('narrows on event_type', () => {
	expect(linkOf(known('avatar_video.success.v1'))).toContain('/harbour.mp4?');
	expect(linkOf(known('video_agent.success.v3-video_url'))).toContain('/tour.mp4?');
	expect(linkOf(known('personalized_video.v3'))).toContain('/hi-noor.mp4?');
	expect(linkOf(known('avatar_video.fail.v1'))).toBeUndefined();
});

it('knows which fields an event has', () => {
	const event = known('avatar_video.fail.v1');
	if (event.event_type !== 'avatar_video.fail') throw new TypeError(event.event_type);
	const id: string = event.event_data.video_id;
	const text: string | null | undefined = event.event_data.msg;
	// @ts-expect-error a failed video has no url
	const url: unknown = event.event_data.url;
	// @ts-expect-error its text may be missing
	const surely: string = event.event_data.msg;
	expect([id, surely, url]).toEqual([expect.any(String), text, undefined]);
});

it('knows which values a field has', () => {
	const clipping = fixture('ai_clipping.success.v3').parsed as unknown as Of<'ai_clipping.success'>;
	const progress: number | null | undefined = clipping.event_data.progress;
	const first: Record<string, unknown> | undefined = clipping.event_data.clips?.[0];
	// @ts-expect-error progress is a number
	const text: string | null | undefined = clipping.event_data.progress;
	expect([progress, first?.title, text]).toEqual([99.5, 'Best part 1', 99.5]);

	const images = fixture('photo_avatar_generation.success.v3')
		.parsed as unknown as Of<'photo_avatar_generation.success'>;
	const keys: string[] | null | undefined = images.event_data.image_key_list;
	expect(keys).toHaveLength(2);
});

it('takes no event that HeyGen does not send', () => {
	// @ts-expect-error the suffix is .fail
	const type: KnownEventType = 'avatar_video.failed';
	const event: Of<'avatar_video.success'> = {
		event_type: 'avatar_video.success',
		// @ts-expect-error a finished video has a url
		event_data: { video_id: 'v' },
	};
	const whole: KnownEvent = {
		event_type: 'avatar_video.success',
		event_data: { video_id: 'v', url: 'https://video.example/v.mp4', folder_id: null },
	};
	const isOne = (value: unknown): boolean => isKnownEvent(value);
	expect([isOne({ event_type: type, event_data: {} }), isOne(event), isOne(whole)]).toEqual([
		false,
		true,
		true,
	]);
});

it('tells apart every member of the union', () => {
	const outcome = (event: Of<'batch.finished'> | Of<'podcast.fail'>): string => {
		if (event.event_type === 'batch.finished') return 'batch';
		if (event.event_type === 'podcast.fail') return 'podcast';
		return never(event);
	};
	expect(outcome({ event_type: 'batch.finished', event_data: {} })).toBe('batch');
	expect(outcome({ event_type: 'podcast.fail', event_data: {} })).toBe('podcast');
});
