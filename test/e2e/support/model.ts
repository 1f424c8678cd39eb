/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

/** As OpenAI's chat completions have them. */
export interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string;
}

export interface Question {
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: IDataObject } }>;
}

/** What the model does next: it speaks, or calls tools. */
export type Turn = { says: string } | { calls: Array<{ tool: string; with: IDataObject }> };

/**
 * A language model with the HTTP of OpenAI, and a script in place of wits.
 * @param think gets what the tools answered so far, the oldest first
 */
export class Model {
	readonly asked: Question[] = [];
	private readonly server: Server;

	private constructor(think: (answers: string[]) => Turn) {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const question = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Question;
				this.asked.push(question);
				const answers = question.messages.flatMap(({ role, content }) =>
					role === 'tool' ? [content] : [],
				);
				response.writeHead(200, { 'Content-Type': 'application/json' });
				response.end(JSON.stringify(completion(think(answers), answers.length)));
			});
		});
	}

	static async start(think: (answers: string[]) => Turn): Promise<Model> {
		const model = new Model(think);
		await new Promise<void>((resolve) => model.server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

const completion = (turn: Turn, turns: number): IDataObject => ({
	id: `completion-${turns}`,
	object: 'chat.completion',
	created: 1_790_000_000,
	model: 'small',
	choices: [
		{
			index: 0,
			finish_reason: 'says' in turn ? 'stop' : 'tool_calls',
			message:
				'says' in turn
					? { role: 'assistant', content: turn.says }
					: {
							role: 'assistant',
							content: null,
							tool_calls: turn.calls.map((call, index) => ({
								id: `call_${turns}_${index}`,
								type: 'function',
								function: { name: call.tool, arguments: JSON.stringify(call.with) },
							})),
						},
		},
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
