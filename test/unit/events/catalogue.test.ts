import {
	catalogue,
	isKnownEventType,
	outcomeOf,
	resourceOf,
	rowOf,
} from '../../../nodes/HeyGen/events/catalogue';

const ok = 'success' as const;
const no = 'fail' as const;

/** Name, in v1, outcome. Source: docs/facts/heygen.md#deliveries section 7. */
const table = [
	['avatar_video.success', true, ok],
	['avatar_video.fail', true, no],
	['avatar_video_gif.success', true, ok],
	['avatar_video_gif.fail', true, no],
	['avatar_video_caption.success', false, ok],
	['avatar_video_caption.fail', false, no],
	['video_translate.success', true, ok],
	['video_translate.fail', true, no],
	['video_translate.preflight.validation_failed', false, no],
	['video_translate.preflight.download_failed', false, no],
	['personalized_video', true, null],
	['instant_avatar.success', true, ok],
	['instant_avatar.fail', true, no],
	['photo_avatar_generation.success', true, ok],
	['photo_avatar_generation.fail', true, no],
	['photo_avatar_train.success', true, ok],
	['photo_avatar_train.fail', true, no],
	['photo_avatar_add_motion.success', true, ok],
	['photo_avatar_add_motion.fail', true, no],
	['proofread_creation.success', true, ok],
	['proofread_creation.fail', true, no],
	['live_avatar.success', true, ok],
	['live_avatar.fail', true, no],
	['video_agent.success', true, ok],
	['video_agent.fail', true, no],
	['hyperframes_video.success', false, ok],
	['hyperframes_video.fail', false, no],
	['ai_clipping.success', false, ok],
	['ai_clipping.fail', false, no],
	['batch.finished', false, null],
	['filler_word_removal.success', false, ok],
	['filler_word_removal.fail', false, no],
	['podcast.success', false, ok],
	['podcast.fail', false, no],
] as const;

describe('the catalogue', () => {
	it('has the event types that HeyGen documents', () => {
		expect(Object.keys(catalogue).sort()).toEqual(table.map(([type]) => type).sort());
	});

	it.each(table)('%s: in v1 %s, outcome %s', (type, v1, outcome) => {
		expect(catalogue[type].v1).toBe(v1);
		expect(outcomeOf(type)).toBe(outcome);
		expect(isKnownEventType(type)).toBe(true);
		expect(rowOf(type)).toBe(catalogue[type]);
	});

	it('gives every row a label and a description of its own', () => {
		const rows = Object.values(catalogue);
		expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
		expect(new Set(rows.map(({ fires }) => fires)).size).toBe(rows.length);
		for (const { label, fires } of rows) {
			expect(label).toMatch(/^[A-Z]\S*( [A-Z]\S*)+$/);
			expect(fires).toMatch(/^[^.]+$/);
		}
	});

	it('finds a file only in events that end well', () => {
		const withFile = Object.entries(catalogue).filter(([, { file }]) => file.length > 0);
		expect(withFile.map(([type]) => outcomeOf(type))).not.toContain('fail');
		expect(withFile.map(([type]) => type)).toEqual([
			'avatar_video.success',
			'avatar_video_gif.success',
			'avatar_video_caption.success',
			'video_translate.success',
			'personalized_video',
			'video_agent.success',
			'hyperframes_video.success',
			'ai_clipping.success',
			'filler_word_removal.success',
			'podcast.success',
		]);
	});
});

describe('names that are not in the catalogue', () => {
	it.each([
		['lipsync.success', ok],
		['lipsync.fail', no],
		['lipsync.failed', no],
		['lipsync.source.upload_failed', no],
		['lipsync.started', null],
		['lipsync.success.late', null],
		['lipsync', null],
		['success', null],
		['fail', null],
		['', null],
		['.', null],
	])('%j has the outcome %s', (type, outcome) => {
		expect(outcomeOf(type)).toBe(outcome);
		expect(isKnownEventType(type)).toBe(false);
		expect(rowOf(type)).toBeUndefined();
	});

	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
		'%s of every object is no event type',
		(type) => {
			expect(isKnownEventType(type)).toBe(false);
			expect(rowOf(type)).toBeUndefined();
		},
	);
});

describe('resourceOf', () => {
	it.each([
		['avatar_video.success', 'avatar_video'],
		['video_translate.preflight.download_failed', 'video_translate'],
		['personalized_video', 'personalized_video'],
		['lipsync.started', 'lipsync'],
		['', ''],
	])('%j is about %j', (type, resource) => {
		expect(resourceOf(type)).toBe(resource);
	});
});
