/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One fault, as a test saw it. */
export interface SeenFault {
	/** The name of the row. */
	fault: string;
	/** what HeyGen sees */
	heygen: string;
	/** what a person sees in n8n */
	person: string;
	lost: number;
	twice: number;
	/** Numbers of the run, which another run need not repeat. */
	figures: string;
}

/** A run that writes the table does all that the words say; the usual one does less of the same. */
export const writesTables = process.env.HEYGEN_E2E_TABLES === '1';

const root = join(__dirname, '..', '..', '..');
const file = join(root, 'docs', 'reliability.md');
const prettier = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
const section = /(<!-- faults:start -->)([\s\S]*?)(<!-- faults:end -->)/;
const head = ['Fault', 'HeyGen sees', 'You see', 'Lost', 'Twice', 'In figures'];

const cellsOf = (line: string): string[] =>
	line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());

/** The rows by the name of their fault, in their order. */
function readRows(text: string): Map<string, string[]> {
	const lines = (section.exec(text)?.[2] ?? '').split('\n').filter((line) => line.startsWith('|'));
	return new Map(lines.slice(2).map((line) => [cellsOf(line)[0] ?? '', cellsOf(line)]));
}

const rowOf = ({ fault, heygen, person, lost, twice, figures }: SeenFault): string[] =>
	[fault, heygen, person, lost, twice, figures].map((cell) =>
		String(cell).replaceAll('|', '\\|').replaceAll('\n', ' '),
	);

function write(text: string, rows: Map<string, string[]>): void {
	const lines = [head, head.map(() => '---'), ...rows.values()].map(
		(cells) => `| ${cells.join(' | ')} |`,
	);
	writeFileSync(
		file,
		text.replace(
			section,
			(_all, start: string, _old: string, end: string) =>
				`${start}\n\n${lines.join('\n')}\n\n${end}`,
		),
	);
	execFileSync(process.execPath, [prettier, '--write', file], { cwd: root, stdio: 'ignore' });
}

/**
 * With HEYGEN_E2E_TABLES=1 this goes into the table of docs/reliability.md. Otherwise it has to stand there, but
 * for its figures: so the table cannot say what is not seen.
 */
export function showFault(seen: SeenFault): void {
	const text = readFileSync(file, 'utf8');
	const rows = readRows(text);
	const row = rowOf(seen);
	if (writesTables) {
		write(text, rows.set(seen.fault, row));
		return;
	}
	expect(row.slice(0, -1)).toEqual(rows.get(seen.fault)?.slice(0, -1));
}
