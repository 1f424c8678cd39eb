import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const templateId = locator('template_id', 'Template', {
	search: 'searchTemplates',
	required: true,
});

export const template = puts(
	{
		id: 'text',
		name: 'text',
		aspect_ratio: 'text?',
		thumbnail_url: 'text?',
		created_at: 'number?',
		updated_at: 'number?',
		variables: 'object?',
		scene_ids: 'texts?',
		scenes: 'objects?',
		edit_version: 'text?',
		source_video_id: 'text?',
		composition: 'object?',
	},
	['id', 'name', 'aspect_ratio', 'thumbnail_url', 'variables', 'scene_ids', 'updated_at'],
);

export const listed = puts(
	{
		id: 'text',
		name: 'text',
		aspect_ratio: 'text?',
		thumbnail_url: 'text?',
		created_at: 'number?',
		updated_at: 'number?',
	},
	['id', 'name', 'aspect_ratio', 'thumbnail_url', 'updated_at'],
);
