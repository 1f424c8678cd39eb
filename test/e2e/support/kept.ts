/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8n } from './n8n';

/** The names of the files in n8n's folder that hold the text, but for installed packages. */
export function filesHolding({ userFolder }: N8n, text: string): string[] {
	return readdirSync(userFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.filter(({ parentPath, name }) => bytesOf(join(parentPath, name)).includes(text))
		.map(({ name }) => name);
}

/** None where n8n has removed the file meanwhile. */
function bytesOf(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch {
		return Buffer.alloc(0);
	}
}
