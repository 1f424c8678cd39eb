import type { Finding, Findings } from './findings';
import type { Account } from './heygen';

const lines = (findings: readonly Finding[]): string[] =>
	findings.map(({ call, what }) => `- \`${call}\`: ${what}`);

const part = (title: string, entries: string[]): string[] =>
	entries.length === 0 ? [] : ['', `### ${title} (${entries.length})`, '', ...entries];

/** Nothing secret gets in; this is for the day on which something does. */
function withoutSecrets(text: string, { apiKey, webhookUrl }: Account): string {
	return [apiKey, webhookUrl ?? '']
		.filter((secret) => secret !== '')
		.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}

/** Markdown that can be pasted into an issue as it is. */
export function reportOf(findings: Findings, account: Account, day: string): string {
	const { differences, open, confirmed } = findings;
	const sum = differences.length === 0 ? 'No difference.' : `${differences.length} differences.`;
	const text = [
		`## Live check of ${new URL(account.baseUrl).host}, ${day}`,
		'',
		sum,
		...part('Different', lines(differences)),
		...part('Not compared', lines(open)),
		...part(
			'As expected',
			confirmed.map((call) => `- \`${call}\``),
		),
	];
	return withoutSecrets(text.join('\n'), account);
}
