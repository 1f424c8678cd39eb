import { locator } from '../../operation/fields/locator';
import { choice } from '../../operation/fields/scalars';
import { puts } from '../../operation/output';

export const groupId = locator('group_id', 'Avatar', { search: 'searchAvatars', required: true });

export const ownership = choice(
	'ownership',
	'Ownership',
	{ private: 'Private', public: 'Public' },
	{ description: "Private ones are the account's own" },
);

/** A group of looks. Source: docs/facts/heygen.md#fields-of-the-resources. */
export const avatar = puts(
	{
		id: 'text',
		name: 'text',
		status: 'text?',
		gender: 'text?',
		looks_count: 'number',
		default_voice_id: 'text?',
		preview_image_url: 'text?',
		preview_video_url: 'text?',
		consent_status: 'text?',
		created_at: 'number',
		heygen_error: 'object?',
	},
	[
		'id',
		'name',
		'status',
		'gender',
		'looks_count',
		'default_voice_id',
		'preview_image_url',
		'consent_status',
		'created_at',
		'heygen_error',
	],
);
