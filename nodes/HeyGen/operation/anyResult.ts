import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../narrow';

/** HeyGen's `data` in the shape that all operations return, whatever shape it has. */
export function anyResult(answer: unknown): IDataObject | IDataObject[] {
	const data = isObject(answer) && answer.data !== undefined ? answer.data : answer;
	if (Array.isArray(data)) {
		return data.map((one: unknown) => (isObject(one) ? one : { value: one }) as IDataObject);
	}
	if (isObject(data)) return data as IDataObject;
	return isObject(answer) ? (answer as IDataObject) : {};
}
