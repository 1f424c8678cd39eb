/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readFileSync } from 'node:fs';

export interface Account {
	uid: number;
	gid: number;
}

/** Whom a server runs as that refuses root: the first of these that the machine knows. */
const names = ['postgres', 'nobody'];

/** Undefined when the tests don't run as root: then it is the own account. */
export function unprivileged(): Account | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const rows = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	for (const name of names) {
		const row = rows.find(([first]) => first === name);
		if (row !== undefined) return { uid: Number(row[2]), gid: Number(row[3]) };
	}
	throw new Error(`this machine has none of the accounts ${names.join(', ')}`);
}
