import { catalogue } from '../index';
import { bench } from './support';

const made = bench();

const keys = (type: string): string => Object.keys(made.simulator.sample(type)).sort().join(' ');

it.each(catalogue.map((entry) => entry.event_type))('%s has a made-up body', (type) => {
	const data = made.simulator.sample(type);
	expect(Object.keys(data).length).toBeGreaterThanOrEqual(2);
	if (type.endsWith('.fail') || type.includes('preflight')) {
		const texts = ['msg', 'message', 'failure_message'].filter((key) => key in data);
		expect(texts).toHaveLength(1);
		expect(JSON.stringify(data)).not.toMatch(/"(url|video_url|status":"completed)"/);
	}
});

it.each([
	['avatar_video.fail', 'callback_id msg video_id'],
	['avatar_video_gif.success', 'callback_id url video_id'],
	['avatar_video_caption.success', 'callback_id caption_url video_id'],
	['video_translate.fail', 'callback_id message output_language video_translate_id'],
	['instant_avatar.fail', 'avatar_group_id avatar_id callback_id msg'],
	['photo_avatar_generation.fail', 'callback_id generation_id msg status'],
	['proofread_creation.fail', 'failure_message output_language proofread_id status'],
	['live_avatar.success', 'duration session_id'],
	['live_avatar.fail', 'msg session_id'],
	['hyperframes_video.fail', 'callback_id failure_message render_id'],
	['batch.finished', 'batch_id counts_by_status status title total_items'],
	['podcast.fail', 'callback_id failure_message id status'],
])('%s has the keys %s', (type, expected) => expect(keys(type)).toBe(expected));

it('an unknown type gets something as well', () => {
	expect(keys('next_year.success')).toBe('callback_id id');
});
