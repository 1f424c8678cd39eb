import { many } from './case';
import type { Case } from './case';

const film = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: 5 };

export const assets: Case[] = [
	{
		call: 'POST /v3/assets/direct-uploads',
		body: film,
		open: true,
		answers: { status: 'pending_upload', upload_headers: { 'Content-Type': 'video/mp4' } },
		refuses: [
			[{ size_bytes: 0 }, 'size_bytes'],
			[{ size_bytes: 1.5 }, 'size_bytes'],
			[{ size_bytes: 300e6 }, 'size_bytes'],
		],
	},
	{
		call: 'POST /v3/assets/direct-uploads/batches',
		body: { files: [film] },
		answers: { batch_id: expect.any(String), items: [{ status: 'pending_upload' }] },
		refuses: [
			[{ files: [] }, 'files'],
			[{ files: many(101, film) }, 'files'],
			[{ files: [{ ...film, name: 'x' }] }, 'files.0.name'],
		],
	},
	{ call: 'GET /v3/assets/asset-1', answers: { id: 'asset-1' } },
	{
		call: 'POST /v3/assets/asset-1/complete',
		body: {},
		open: true,
		answers: { status: 'processing' },
	},
	{
		call: 'GET /v3/assets/statuses?asset_ids=asset-1,none',
		answers: [{}, { status: 'not_found' }],
	},
	{ call: 'DELETE /v3/assets/asset-1', answers: { id: 'asset-1' } },
];
