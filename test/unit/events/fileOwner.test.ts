import { fileRowOf } from '../../../nodes/HeyGen/events/catalogue';
import { fileOwnersOf } from '../../../nodes/HeyGen/events/fileOwner';
import { fixtures } from '../../fixtures';

describe('fileOwnersOf', () => {
	it.each([
		['avatar_video.success', { video_id: 'v' }, [{ job: 'video', id: 'v' }]],
		['avatar_video.success', { id: 7 }, [{ job: 'video', id: '7' }]],
		['video_translate.success', { video_translate_id: 't' }, [{ job: 'translation', id: 't' }]],
		['video_translate.success', { video_translation_id: 't' }, [{ job: 'translation', id: 't' }]],
		['video_translate.success', { id: 't' }, [{ job: 'translation', id: 't' }]],
		[
			'video_translate.success',
			{ video_translate_id: 't', video_id: 'source' },
			[{ job: 'translation', id: 't' }],
		],
		['podcast.success', { podcast_id: 'p' }, [{ job: 'podcast', id: 'p' }]],
		['podcast.success', { id: 'p' }, [{ job: 'podcast', id: 'p' }]],
		[
			'filler_word_removal.success',
			{ filler_word_removal_id: 'f' },
			[{ job: 'fillerWordRemoval', id: 'f' }],
		],
		['filler_word_removal.success', { id: 'f' }, [{ job: 'fillerWordRemoval', id: 'f' }]],
		['hyperframes_video.success', { render_id: 'r' }, [{ job: 'render', id: 'r' }]],
		['ai_clipping.success', { id: 'c', clips: [] }, [{ job: 'clipping', id: 'c' }]],
		['ai_clipping.success', { ai_clipping_id: 'c' }, [{ job: 'clipping', id: 'c' }]],
		['video_agent.success', { session_id: 's' }, [{ job: 'agent', id: 's' }]],
		[
			'video_agent.success',
			{ session_id: 's', video_id: 'v' },
			[
				{ job: 'video', id: 'v' },
				{ job: 'agent', id: 's' },
			],
		],
		['personalized_video', { video_id: 'v' }, [{ job: 'video', id: 'v' }]],
		[
			'instant_video.success',
			{ video_id: 'v' },
			[
				{ job: 'video', id: 'v' },
				{ job: 'instantVideo', id: 'v' },
			],
		],
		['avatar_video.success', {}, []],
		['proofread_creation.success', { proofread_id: 'p' }, []],
		['photo_avatar_train.success', { group_id: 'g', look_id: 'l', voice_id: 'v' }, []],
	])('of %s with %j', (event_type, event_data, owners) => {
		expect(fileOwnersOf({ event_type, event_data })).toEqual(owners);
	});

	it('finds one for every fixture that has a file', () => {
		const having = fixtures.filter(
			({ parsed }) => (fileRowOf(parsed.event_type)?.file ?? []).length > 0,
		);
		expect(having.length).toBeGreaterThan(10);
		for (const { parsed } of having) expect(fileOwnersOf(parsed)).not.toEqual([]);
	});
});

describe('fileRowOf', () => {
	it.each([
		['lipsync.success', ['video_url']],
		['instant_video.success', ['video_url', 'url']],
	])('looks where HeyGen puts links in a type that is not known: %s', (type, file) => {
		expect(fileRowOf(type)?.file).toEqual(file);
	});

	it.each(['lipsync.fail', 'lipsync.started', 'constructor', 'avatar_video.fail'])(
		'has none for %s',
		(type) => {
			expect(fileRowOf(type)).toBeUndefined();
		},
	);
});
