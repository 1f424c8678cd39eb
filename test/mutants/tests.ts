/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isObject, textOf, type JsonObject } from '../../nodes/HeyGen/narrow';
import type { Mutant } from './mutant';

/** What `npm test` runs. */
const projects = ['unit', 'engine'] as const;
type Project = (typeof projects)[number];

export interface Noticed {
	by: Project;
	/** The first test that failed. */
	test: string;
}

interface Asked {
	project: Project;
	paths: string[];
	/** All tests that load these files, in place of the tests in them. */
	related?: true;
}

/** A process keeps a little of each run. */
const mostRuns = 60;
const longestMs = 10 * 60_000;

/** Runs the tests of a copy of the checkout. */
export class Tests {
	private child: ChildProcess | undefined;
	private runs = 0;

	constructor(private readonly folder: string) {}

	/**
	 * Runs tests until one fails: the nearest, then all of the unit project that load the file, then
	 * the engine project.
	 * @param path of the changed file in the copy
	 * @param isNearOnly leaves out all but the nearest
	 * @throws when a test file can't be loaded: that says nothing about the mutant
	 */
	async whoNotices(
		path: string,
		{ near }: Mutant,
		isNearOnly: boolean,
	): Promise<Noticed | undefined> {
		const nearest = projects.flatMap((project) =>
			near
				.filter((each) => each.startsWith(`${project}/`))
				.map((each): Asked => ({ project, paths: [this.fileOrFolder(each)] })),
		);
		const engine = this.filesIn('test/engine').map(
			(file): Asked => ({ project: 'engine', paths: [file] }),
		);
		const rest: Asked[] = [{ project: 'unit', paths: [path], related: true }, ...engine];
		for (const asked of isNearOnly ? nearest : [...nearest, ...rest]) {
			const test = await this.firstFailure(asked);
			if (test !== undefined) return { by: asked.project, test };
		}
		return undefined;
	}

	close(): void {
		this.child?.kill();
		this.child = undefined;
		this.runs = 0;
	}

	/** jest takes paths for patterns: `waiting` would be `waitingAsks` too. */
	private fileOrFolder(near: string): string {
		const file = `test/${near}.test.ts`;
		return existsSync(join(this.folder, file)) ? `/${file}` : `/test/${near}/`;
	}

	/** Without the tests of the built package: the copy has none. */
	private filesIn(path: string): string[] {
		const files = readdirSync(join(this.folder, path), { encoding: 'utf8', recursive: true });
		const isOfSource = (file: string): boolean =>
			!/\bdist\b/.test(readFileSync(join(this.folder, path, file), 'utf8'));
		const tests = files.filter((file) => file.endsWith('.test.ts') && isOfSource(file));
		return tests.map((file) => `/${path}/${file}`);
	}

	private async firstFailure(asked: Asked): Promise<string | undefined> {
		let answer = await this.run(asked);
		// What an earlier mistake has left behind may have ended it.
		if (answer.died === true) answer = await this.run(asked);
		const { failed, broken } = answer;
		if (broken !== undefined) throw new Error(`a test file could not be loaded: ${String(broken)}`);
		return textOf(failed);
	}

	private async run(asked: Asked): Promise<JsonObject> {
		if (++this.runs > mostRuns) this.close();
		const program = join(this.folder, 'test/mutants/child.js');
		this.child ??= fork(program, { cwd: this.folder, silent: true, execArgv: [] });
		const { child } = this;
		// What is not read would fill its pipe.
		child.stdout?.resume();
		child.stderr?.resume();
		child.send(asked);
		return await this.answerOf(child);
	}

	/** A process that dies of a mistake has noticed it. */
	private async answerOf(child: ChildProcess): Promise<JsonObject> {
		const settled = new AbortController();
		const tooLong = AbortSignal.timeout(longestMs);
		const signal = AbortSignal.any([settled.signal, tooLong]);
		const answered = once(child, 'message', { signal });
		const died = once(child, 'exit', { signal }).then(() => {
			this.close();
			return [{ died: true, failed: 'none: the process of the tests died' }];
		});
		try {
			const [answer]: unknown[] = await Promise.race([answered, died]);
			return isObject(answer) ? answer : {};
		} finally {
			if (tooLong.aborted) this.close();
			settled.abort();
			await Promise.allSettled([answered, died]);
		}
	}
}
