import { useN8n } from '../e2e/support/bench';
import { apiKeyCredential } from '../e2e/support/workflows';

// The addresses that n8n 3.0 counts as private too, told to this n8n: docs/install.md.
const bench = useN8n(
	{
		env: {
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_BLOCKED_IP_RANGES: 'default,100.64.0.0/10,64:ff9b::/96,2001::/32,2002::/16',
			// where this HeyGen lives
			N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32,::1/128',
		},
	},
	'perFile',
);

it.each(['100.64.0.1', '[64:ff9b::a00:1]', '[2002:a00:1::]'])(
	'a Base URL at %s is refused, and the message says why',
	async (host) => {
		const data = { apiKey: 'example-key', apiVersion: 'v3', baseUrl: `http://${host}` };
		const { id } = await bench.api.credentials.create(apiKeyCredential, 'Elsewhere', data);
		const { status, message } = await bench.api.credentials.test(id ?? '');
		expect(status).toBe('Error');
		expect(message).toContain('restricted IP address');
	},
);

it('a link there is not followed', async () => {
	const account = await bench.account('v3');
	const options = { downloadVideo: true, recoverMissedEvents: false };
	const workflow = await account.listen({ options });
	const url = 'https://100.64.0.1/video.mp4';
	await account.heygen.emit('avatar_video.success', { video_id: 'a', url });
	const [run] = await bench.api.executions.waitFor(workflow.id, 1);
	expect(run?.data.resultData.error?.message).toContain('restricted IP address');
});
