import { bench } from '../support/bench';

const here = bench();

it('what a Code node keeps stays', async () => {
	const job = { owner: 'acme/repo', progress: { done: 3 }, endpoint: { url: 'https://x.example' } };
	const n8n = here.workflow('v3', {}, { saved: { global: { job, 'a/b': { owner: 'a/b' } } } });
	await n8n.activate();
	expect(n8n.saved.global).toMatchObject({ job, 'a/b': { owner: 'a/b' } });
});
