import { Shelf } from './shelf';

/** All shelves of the account. The names are those that tests seed by. */
export const makeShelves = () => ({
	videos: new Shelf('id', 'video_not_found'),
	translations: new Shelf('id'),
	proofreads: new Shelf('id'),
	lipsyncs: new Shelf('id'),
	sessions: new Shelf('session_id'),
	resources: new Shelf('resource_id'),
	styles: new Shelf('style_id'),
	templates: new Shelf('id', 'template_not_found'),
	avatars: new Shelf('id', 'avatar_group_not_found'),
	looks: new Shelf('id', 'avatar_not_found'),
	voices: new Shelf('voice_id', 'voice_not_found'),
	trainedVoices: new Shelf('voice_id', 'voice_not_found'),
	instantVideos: new Shelf('video_id'),
	images: new Shelf('generation_id'),
	pictures: new Shelf('id'),
	assets: new Shelf('id', 'asset_not_found'),
	folders: new Shelf('folder_id'),
	sounds: new Shelf('id'),
	brandKits: new Shelf('brand_kit_id'),
	brandGlossaries: new Shelf('brand_glossary_id'),
	clippings: new Shelf('id'),
	fillerWordRemovals: new Shelf('id'),
	renders: new Shelf('render_id'),
	backgroundRemovals: new Shelf('id'),
	podcasts: new Shelf('podcast_id'),
	batches: new Shelf('batch_id'),
});

export type Shelves = ReturnType<typeof makeShelves>;
export type ShelfName = keyof Shelves;
