import type { INodeParameters } from 'n8n-workflow';

import type { ShelfName } from '../../simulator';

/** How an operation is to be reached: the call that it makes, and what the table test has to know. */
export interface Row {
	/** HeyGen's call, as HeyGen writes it. */
	call: string;
	/** Where the things of a list stand in the simulator. */
	shelf?: ShelfName;
	/** Beside the required fields, where the rest alone can't be sent. */
	with?: INodeParameters;
	/** What an optional field needs beside it, by its name inside its collection. */
	beside?: Record<string, INodeParameters>;
}

/** Every operation of the node. Source: heygen-api/operations-map.md. */
export const operations: Record<string, Record<string, Row>> = {
	video: {
		create: {
			call: 'POST /v3/videos',
			beside: { backgroundType: { backgroundValue: '#1a2b3c' } },
		},
		delete: { call: 'DELETE /v3/videos/{video_id}' },
		get: { call: 'GET /v3/videos/{video_id}' },
		getAll: { call: 'GET /v3/videos', shelf: 'videos' },
		getBatch: { call: 'GET /v3/videos/batches/{batch_id}' },
		getScenes: { call: 'GET /v3/videos/{video_id}/scenes' },
		getStatuses: { call: 'GET /v3/videos/statuses', with: { videoIds: 'example-id' } },
	},
	webhookEndpoint: {
		create: { call: 'POST /v3/webhooks/endpoints' },
		delete: { call: 'DELETE /v3/webhooks/endpoints/{endpoint_id}' },
		getAll: { call: 'GET /v3/webhooks/endpoints' },
		rotateSecret: { call: 'POST /v3/webhooks/endpoints/{endpoint_id}/rotate-secret' },
		update: {
			call: 'PATCH /v3/webhooks/endpoints/{endpoint_id}',
			with: { updateFields: { url: 'https://example.com/other' } },
		},
	},
	webhookEvent: {
		getAll: { call: 'GET /v3/webhooks/events' },
		getTypes: { call: 'GET /v3/webhooks/event-types' },
	},
};
