/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createRequire } from 'node:module';

import type * as Logging from '@n8n/backend-common';
import type * as Config from '@n8n/config';
import type * as Injection from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, InstanceSettings } from 'n8n-core';

// n8n-core brings its own copies of these.
const requireOfCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfCore('@n8n/di') as typeof Injection;
const { Logger } = requireOfCore('@n8n/backend-common') as typeof Logging;
const { SsrfProtectionConfig } = requireOfCore('@n8n/config') as typeof Config;

export const logger = (): Logging.Logger => Container.get(Logger);

export const instanceSettings = (): InstanceSettings => Container.get(InstanceSettings);

/** What N8N_SSRF_PROTECTION_ENABLED sets; it is read at each request. */
export const ssrfProtection = (): Config.SsrfProtectionConfig =>
	Container.get(SsrfProtectionConfig);

/** What N8N_DEFAULT_BINARY_DATA_MODE sets, for all tests of this process until it is set back. */
export async function keepFiles(
	mode: 'default' | 'filesystem',
	localStoragePath: string,
): Promise<BinaryDataService> {
	Object.assign(Container.get(BinaryDataConfig), { mode, localStoragePath });
	const service = Container.get(BinaryDataService);
	await service.init();
	return service;
}
