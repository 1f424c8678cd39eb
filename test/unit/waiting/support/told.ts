import type { IDataObject } from 'n8n-workflow';

import type { HeyGen } from '../../../../nodes/HeyGen/api/client';
import { apiError } from '../../../../nodes/HeyGen/api/errors';
import type { HeyGenRequest } from '../../../../nodes/HeyGen/api/request';
import { node } from '../../api/support/n8n';

/** What HeyGen says at each path: an object, a list, or a status. */
type Answers = Record<string, IDataObject | IDataObject[] | number>;

/** The client, knowing these answers and no others: every other path is a 404. */
export function told(answers: Answers): { heygen: HeyGen; asked: HeyGenRequest[] } {
	const asked: HeyGenRequest[] = [];
	const answer = async (request: HeyGenRequest): Promise<unknown> => {
		asked.push(request);
		const { method, path: url } = request;
		const said = answers[url] ?? 404;
		if (typeof said !== 'number') return structuredClone(said);
		throw apiError(node, { method, url, status: said });
	};
	return { heygen: { object: answer, list: answer } as unknown as HeyGen, asked };
}
