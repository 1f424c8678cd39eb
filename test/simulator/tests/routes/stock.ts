import type { JsonObject, ShelfName, Simulator } from '../../index';

const single: ReadonlyArray<readonly [ShelfName, JsonObject]> = [
	['assets', { id: 'asset-1', name: 'a.png', owner: 'simulated-user' }],
	['translations', { id: 't1', output_language: 'Danish' }],
	['proofreads', { id: 'p1', status: 'completed', output_language: 'Danish' }],
	['lipsyncs', { id: 'l1', status: 'pending' }],
	['sessions', { session_id: 's1', status: 'thinking', messages: [] }],
	['resources', { resource_id: 'r1', _session_id: 's1' }],
	['brandGlossaries', { brand_glossary_id: 'g1', name: 'Old', terms: [{ term: 'a' }] }],
	['folders', { folder_id: 'f1' }],
	['clippings', { id: 'c1' }],
	['fillerWordRemovals', { id: 'w1' }],
	['renders', { render_id: 'h1' }],
	['trainedVoices', { voice_id: 'tv1', status: 'ACTIVE' }],
	['instantVideos', { video_id: 'iv1' }],
	['images', { generation_id: 'i1' }],
	['backgroundRemovals', { id: 'br1' }],
	['podcasts', { podcast_id: 'pc1' }],
];

/** What the cases ask for by name. */
export function stock(simulator: Simulator): void {
	const seeded = ['videos', 'avatars', 'looks', 'voices', 'templates', 'brandKits'] as const;
	for (const shelf of [...seeded, 'sounds', 'pictures'] as const) simulator.seed(shelf, 2);
	for (const [shelf, item] of single) simulator.put(shelf, { ...item });
}
