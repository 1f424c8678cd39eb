/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Page } from 'playwright-core';

import { openBrowser, type Window } from './support/browser';
import { screenshot } from './support/screens';

// what there is in a page; the types of the DOM would hold for every test
interface Drawing {
	fillStyle: string;
	fillRect(x: number, y: number, width: number, height: number): void;
	drawImage(image: object, x: number, y: number, width: number, height: number): void;
	getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}
interface Canvas {
	width: number;
	height: number;
	getContext(kind: '2d'): Drawing | null;
}
declare const Image: new () => { src: string; decode(): Promise<void> };
declare const document: { createElement(name: 'canvas'): Canvas };

const folder = resolve(__dirname, '..', '..', 'nodes', 'HeyGen');
const themes = [
	{ name: 'light', icon: 'heyGen.svg', background: '#ffffff' },
	{ name: 'dark', icon: 'heyGen.dark.svg', background: '#262626' },
];
const sizes = [16, 60];
// WCAG 2.2, 1.4.11: graphics that a person has to tell apart
const leastContrast = 3;

let window: Window;

beforeAll(async () => {
	window = await openBrowser();
});
afterAll(async () => await window?.browser.close());

const source = (icon: string): string => readFileSync(resolve(folder, icon), 'utf8');

const dataUrl = (icon: string): string =>
	`data:image/svg+xml;base64,${Buffer.from(source(icon)).toString('base64')}`;

/** The share of the icon's visible pixels that stand out from the background. */
async function visibleShare(page: Page, icon: string, size: number, background: string) {
	return await page.evaluate(
		async ({ src, size, background, leastContrast }) => {
			const image = new Image();
			image.src = src;
			await image.decode();
			const canvas = document.createElement('canvas');
			canvas.width = canvas.height = size;
			const context = canvas.getContext('2d');
			if (context === null) return 0;
			const luminance = ([r = 0, g = 0, b = 0]: number[]): number => {
				const [x = 0, y = 0, z = 0] = [r, g, b].map((part) =>
					part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
				);
				return 0.2126 * x + 0.7152 * y + 0.0722 * z;
			};
			context.fillStyle = background;
			context.fillRect(0, 0, size, size);
			const ground = luminance([...context.getImageData(0, 0, 1, 1).data]);
			context.drawImage(image, 0, 0, size, size);
			const { data } = context.getImageData(0, 0, size, size);
			let standing = 0;
			for (let at = 0; at < data.length; at += 4) {
				const own = luminance([...data.slice(at, at + 3)]);
				const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
				if (contrast >= leastContrast) standing++;
			}
			return standing / (size * size);
		},
		{ src: dataUrl(icon), size, background, leastContrast },
	);
}

describe.each(themes)('the icon on $name', ({ icon, background }) => {
	it('is square', () => {
		const [, , width, height] = /viewBox="([^"]+)"/.exec(source(icon))?.[1]?.split(' ') ?? [];
		expect(Number(width)).toBeGreaterThan(0);
		expect(height).toBe(width);
	});

	it.each(sizes)('stands out at %d px', async (size) => {
		expect(await visibleShare(window.page, icon, size, background)).toBeGreaterThan(0.25);
	});
});

it('is shown in every size and theme', async () => {
	const cells = themes.map(({ icon, background }) => {
		const images = sizes.map((size) => `<img src="${dataUrl(icon)}" width="${size}">`);
		return `<div style="background:${background};padding:40px;display:flex;gap:40px;align-items:center">${images.join('')}</div>`;
	});
	await window.page.setViewportSize({ width: 240, height: 300 });
	await window.page.setContent(`<body style="margin:0">${cells.join('')}</body>`);
	await screenshot(window.page, 'icons');
});
