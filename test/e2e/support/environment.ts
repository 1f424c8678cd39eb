/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { delimiter, dirname } from 'node:path';

import { chosenVersion } from './install';

const idleModules = 'agents,instance-ai,instance-reporting,mcp-registry';

export type Environment = Record<string, string | undefined>;

/** Saves a third of a start, where no test asks for the editor or the list of node types. */
export const withoutEditor = (): Environment =>
	chosenVersion() === undefined ? { N8N_DISABLE_UI: 'true' } : {};

export interface Place {
	node: string;
	port: number;
	brokerPort: number;
	userFolder: string;
	webhookUrl: string;
}

/**
 * n8n's whole environment. Nothing of the machine's own gets in but what a program needs to run, so that a
 * developer's N8N_* variables change nothing here; and nothing goes out to n8n's servers.
 */
export function environment(place: Place, extra: Environment): Environment {
	return {
		// n8n starts its task runner as plain `node`
		PATH: [dirname(place.node), process.env.PATH ?? ''].join(delimiter),
		HOME: place.userFolder,
		N8N_USER_FOLDER: place.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		WEBHOOK_URL: `${place.webhookUrl}/`,
		N8N_SECURE_COOKIE: 'false',
		// a machine that is busy is no database that has gone, and lets executions end before n8n does
		DB_PING_TIMEOUT_MS: '120000',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '120',
		N8N_LOG_LEVEL: 'debug',
		NO_COLOR: '1',
		GENERIC_TIMEZONE: 'UTC',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// the list of community packages asks the registry for updates, and would wait a minute without one
		npm_config_offline: 'true',
		// a version that does not know one of them does not start
		N8N_DISABLED_MODULES: chosenVersion() === undefined ? idleModules : undefined,
		...extra,
	};
}
