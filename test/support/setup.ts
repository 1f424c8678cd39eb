/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its settings into this folder as soon as it is loaded, once in a process.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'heygen-engine-'));
// Every line is made, so that a test can look for secrets, and none goes to the console.
process.env.N8N_LOG_LEVEL = 'debug';
process.env.N8N_LOG_OUTPUT = 'none';
// Where the simulator lives. n8n reads this at its first request.
process.env.N8N_SSRF_ALLOWED_IP_RANGES = '127.0.0.1/32';
