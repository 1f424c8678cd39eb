import { firstOf, limitOf, limits, pageSizeFor, returnAll } from '../../operation/getMany';
import type { Operation } from '../../operation/operation';
import { usual } from '../../operation/words';
import { endpoint } from './fields';

export const getAll: Operation = {
	option: usual.getMany,
	fields: [returnAll, ...limits],
	output: endpoint,
	async run({ heygen, item }) {
		const wanted = limitOf(item);
		const endpoints = await firstOf(heygen.webhooks.endpoints(pageSizeFor(wanted)), wanted);
		return endpoints.map(({ sent }) => sent);
	},
};
