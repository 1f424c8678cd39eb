import { isPublic } from '../../../nodes/HeyGen/shared/publicAddress';

it.each([
	'https://n8n.acme.com/webhook-waiting/1',
	'https://n8n.acme.com:5678',
	'https://8.8.8.8',
	'https://100.128.0.1',
	'https://172.32.0.1',
	'https://[2a00:1450:4001::1]',
	'https://n8n.acme.com./',
])('HeyGen may be able to call %s', (address) => {
	expect(isPublic(address)).toBe(true);
});

it.each([
	'http://n8n.acme.com',
	'https://localhost:5678',
	'https://n8n.localhost',
	'https://n8n',
	'https://n8n.local',
	'https://n8n.internal.',
	'https://n8n.home.arpa',
	'https://home.arpa',
	'https://n8n.example',
	'https://10.0.0.1',
	'https://127.0.0.1',
	'https://0x7f.1',
	'https://2130706433',
	'https://192.168.1.5',
	'https://172.16.0.1',
	'https://172.31.255.1',
	'https://169.254.0.1',
	'https://100.64.0.1',
	'https://198.18.0.1',
	'https://224.0.0.1',
	'https://0.0.0.0',
	'https://[::1]',
	'https://[fd00::1]',
	'https://[fe80::1]',
	'https://[::ffff:10.0.0.1]',
	'n8n.acme.com',
	'',
])('HeyGen can hardly call %s', (address) => {
	expect(isPublic(address)).toBe(false);
});
