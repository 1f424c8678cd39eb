import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { download } from '../../../nodes/HeyGen/trigger/download';
import { thrownBy } from '../api/support/bench';
import { FileHost, film } from '../api/support/fileHost';
import { hookContext } from '../api/support/n8n';

const host = new FileHost();
beforeAll(async () => await host.start());
beforeEach(() => host.reset());
afterAll(() => host.stop());

const event = (url: string) => ({
	event_type: 'avatar_video.success',
	event_data: { video_id: 'v', url },
});

/** n8n-core's context; only what it would store with is a test's own. */
function context(store: () => Promise<unknown>): IExecuteFunctions {
	const made = hookContext({ apiKey: 'example', apiVersion: 'v3', baseUrl: host.url });
	return Object.assign(made, {
		getExecutionCancelSignal: () => undefined,
		helpers: { ...made.helpers, prepareBinaryData: store },
	}) as unknown as IExecuteFunctions;
}

it.each([
	['ENOSPC: no space left on device, write', 'ENOSPC'],
	['EACCES: permission denied, open', 'EACCES'],
	['Writing the object failed', undefined],
])('says that n8n could not store it: %s', async (message, code) => {
	const link = host.on('/a.mp4', (response) => response.writeHead(200).end(film));
	const full = Object.assign(new Error(message), { code });
	const error = await thrownBy(
		download(
			context(async () => await Promise.reject(full)),
			event(link),
			3,
		),
	);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: `The file of the event was not stored by n8n: ${message}.`,
		context: { itemIndex: 3 },
		description: expect.stringContaining('disk'),
	});
	expect(host.asked).toEqual(['/a.mp4']);
});

it('says that its host stopped sending', async () => {
	const link = host.on('/a.mp4', (response) => response.writeHead(200).flushHeaders());
	const error = await thrownBy(
		download(
			context(async () => await Promise.reject()),
			event(link),
			0,
			300,
		),
	);
	expect(error).toMatchObject({
		message: 'The file of the event could not be downloaded: its host sent nothing for 0.3 s.',
	});
});

it('says why there is no fresh link', async () => {
	const link = host.on('/a.mp4?Signature=x', (response) => response.writeHead(400).end());
	host.on('/v3/videos/v', (response) => response.writeHead(403).end('{"error":{"message":"No."}}'));
	const error = await thrownBy(
		download(
			context(async () => await Promise.reject()),
			event(link),
			0,
		),
	);
	expect(error).toMatchObject({
		message: expect.stringMatching(
			/its host answered HTTP 400, and HeyGen gave no fresh link: HeyGen does not allow this/,
		),
		description: expect.stringContaining(`${host.url}/a.mp4`),
	});
	expect(JSON.stringify(error)).not.toContain('Signature');
	expect(host.asked).toEqual(['/a.mp4?Signature=x', '/v3/videos/v']);
});

it('renews once, and says so', async () => {
	const link = host.on('/a.mp4', (response) => response.writeHead(404).end());
	const fresh = host.on('/b.mp4', (response) => response.writeHead(410).end());
	host.on('/v3/videos/v', (response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ data: { id: 'v', video_url: fresh } }));
	});
	const error = await thrownBy(
		download(
			context(async () => await Promise.reject()),
			event(link),
			0,
		),
	);
	expect(error).toMatchObject({
		message: expect.stringMatching(/HTTP 410, also after HeyGen was asked for a fresh link\.$/),
	});
	expect(host.asked).toEqual(['/a.mp4', '/v3/videos/v', '/b.mp4']);
});

it.each(['avatar_video.fail', 'lipsync.success'])(
	'is not looked for in %s without a link',
	async (event_type) => {
		const store = async () => await Promise.reject();
		const data = { video_id: 'v' };
		expect(await download(context(store), { event_type, event_data: data }, 0)).toBeUndefined();
		expect(host.asked).toEqual([]);
	},
);
