import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const videoId = locator('video_id', 'Video', { search: 'searchVideos', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
export const video = puts(
	{
		id: 'text',
		title: 'text?',
		status: 'text',
		created_at: 'number?',
		completed_at: 'number?',
		duration: 'number?',
		video_url: 'text?',
		captioned_video_url: 'text?',
		subtitle_url: 'text?',
		thumbnail_url: 'text?',
		gif_url: 'text?',
		video_page_url: 'text?',
		folder_id: 'text?',
		output_language: 'text?',
		failure_code: 'text?',
		failure_message: 'text?',
	},
	[
		'id',
		'title',
		'status',
		'video_url',
		'captioned_video_url',
		'thumbnail_url',
		'video_page_url',
		'duration',
		'created_at',
		'failure_message',
	],
);
