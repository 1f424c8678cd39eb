import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const lookId = locator('look_id', 'Avatar Look', { search: 'searchLooks', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const fields = {
	id: 'text',
	name: 'text',
	avatar_type: 'text',
	group_id: 'text?',
	status: 'text?',
	gender: 'text?',
	default_voice_id: 'text?',
	preview_image_url: 'text?',
	preview_video_url: 'text?',
	supported_api_engines: 'texts?',
	preferred_orientation: 'text?',
	image_width: 'number?',
	image_height: 'number?',
	tags: 'texts?',
	heygen_error: 'object?',
} as const;
export const look = puts(fields, [
	'id',
	'name',
	'avatar_type',
	'group_id',
	'status',
	'gender',
	'default_voice_id',
	'preview_image_url',
	'supported_api_engines',
	'preferred_orientation',
]);
