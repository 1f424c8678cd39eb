/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { Writable } from 'node:stream';

import { logger } from './container';

export interface LogLine {
	level: string;
	message: string;
}

/** All that n8n's own logger wrote, metadata included. */
export class Logs {
	readonly lines: LogLine[] = [];
	private all: string[] = [];

	constructor() {
		const sink = new Writable({
			objectMode: true,
			write: (info: LogLine, _encoding, done) => {
				this.lines.push({ level: info.level, message: info.message });
				this.all.push(JSON.stringify(info));
				done();
			},
		});
		// The logger outlives a file of tests.
		logger().getInternalLogger().unpipe().pipe(sink);
	}

	clear(): void {
		this.lines.length = 0;
		this.all = [];
	}

	at(level: string): string[] {
		return this.lines.filter((line) => line.level === level).map(({ message }) => message);
	}

	/** Warnings and errors. */
	get notable(): string[] {
		return [...this.at('warn'), ...this.at('error')];
	}

	/** Everything in one text, to look for what must not be there. */
	get text(): string {
		return this.all.join('\n');
	}
}
