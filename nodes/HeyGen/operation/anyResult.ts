import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../narrow';

/** What HeyGen has in `data`, as every other operation puts it out, whatever shape it has. */
export function anyResult(answer: unknown): IDataObject | IDataObject[] {
	const data = isObject(answer) && answer.data !== undefined ? answer.data : answer;
	if (Array.isArray(data)) {
		return data.map((one: unknown) => (isObject(one) ? one : { value: one }) as IDataObject);
	}
	if (isObject(data)) return data as IDataObject;
	return isObject(answer) ? (answer as IDataObject) : {};
}
