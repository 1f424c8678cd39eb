import { checkAsset } from './asset';
import { checkEndpoint } from './endpoint';
import { Findings } from './findings';
import { HeyGen, type Account } from './heygen';
import { checkLists, type Run } from './lists';
import { checkRefusals } from './refusals';

const parts: Record<string, (run: Run) => Promise<void>> = {
	'the lists': checkLists,
	'the refusals': checkRefusals,
	'the upload': checkAsset,
	'the webhook endpoint': checkEndpoint,
};

/** Asks for what costs nothing, and compares what comes with docs/facts/heygen.md and HeyGen's schema. */
export async function checkLive(account: Account): Promise<Findings> {
	const run = { heygen: new HeyGen(account), findings: new Findings() };
	for (const [name, part] of Object.entries(parts)) {
		await part(run).catch((error: unknown) => {
			// the message may hold an address of the account
			const reason = error instanceof Error ? error.name : 'no reason';
			run.findings.compare(name, [`broke off: ${reason}`]);
		});
	}
	return run.findings;
}
