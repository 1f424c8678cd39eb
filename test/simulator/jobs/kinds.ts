import { hex } from '../state/ids';
import type { JsonObject } from '../types';
import type { Kind } from './kind';

const coded = (message: string, code: string | undefined): JsonObject => ({
	failure_code: code ?? 'generation_failed',
	failure_message: message,
});

const nested = (message: string, code: string | undefined): JsonObject => ({
	error: { code: code ?? 'generation_failed', message },
});

const usual = { completed: 'completed', failed: 'failed' } as const;
const running = { ...usual, open: ['pending', 'running'] } as const;
const now = (): number => Math.floor(Date.now() / 1000);

export const kinds = {
	video: {
		...usual,
		shelf: 'videos',
		open: ['pending', 'processing'],
		event: 'avatar_video',
		idKey: 'video_id',
		failure: (message, code) => coded(message, code ?? 'rendering_failed'),
		results: (link, item) => ({
			completed_at: now(),
			duration: 12.5,
			video_url: link('video.mp4', 4096),
			thumbnail_url: link('thumbnail.jpg'),
			gif_url: link('preview.gif'),
			subtitle_url: link('video.srt'),
			captioned_video_url: item['_burn'] === true ? link('captioned.mp4', 4096) : null,
		}),
	},
	translation: {
		...running,
		shelf: 'translations',
		event: 'video_translate',
		idKey: 'video_translate_id',
		reasonKey: 'message',
		tells: ['output_language'],
		results: (link) => ({
			duration: 31.2,
			video_url: link('translated.mp4', 4096),
			audio_url: link('translated.mp3'),
			srt_caption_url: link('translated.srt'),
			vtt_caption_url: link('translated.vtt'),
		}),
	},
	proofread: {
		...usual,
		shelf: 'proofreads',
		open: ['processing', 'processing'],
		event: 'proofread_creation',
		idKey: 'proofread_id',
		reasonKey: 'failure_message',
		tells: ['status', 'title', 'output_language'],
		results: () => ({ input_language: 'English' }),
	},
	lipsync: {
		...running,
		shelf: 'lipsyncs',
		called: 'video_translate',
		idKey: 'lipsync_id',
		results: (link) => ({
			duration: 21.4,
			video_url: link('lipsync.mp4', 4096),
			caption_url: link('lipsync.srt'),
		}),
	},
	session: {
		...usual,
		shelf: 'sessions',
		open: ['thinking', 'generating'],
		event: 'video_agent',
		idKey: 'session_id',
		tells: ['video_id'],
		failure: nested,
		results: () => ({ progress: 100 }),
	},
	clipping: {
		...running,
		shelf: 'clippings',
		cancelled: 'cancelled',
		event: 'ai_clipping',
		idKey: 'id',
		reasonKey: 'failure_message',
		tells: ['title', 'status', 'progress', 'source_duration', 'input_language', 'clips'],
		results: (link) => ({
			progress: 100,
			source_duration: 1840.2,
			clips: ['First', 'Second'].map((title) => ({
				id: hex(8),
				status: 'completed',
				title,
				video_url: link(`${title.toLowerCase()}.mp4`, 4096),
				thumbnail_url: link(`${title.toLowerCase()}.jpg`),
				duration_seconds: 42.5,
				aspect_ratio: 'portrait',
				virality_score: 71,
				failure_message: null,
			})),
		}),
	},
	fillerWordRemoval: {
		...running,
		shelf: 'fillerWordRemovals',
		event: 'filler_word_removal',
		idKey: 'id',
		reasonKey: 'failure_message',
		tells: ['title', 'status', 'video_url', 'num_cuts', 'reduction_pct'],
		results: (link) => ({
			progress: 100,
			video_url: link('clean.mp4', 4096),
			thumbnail_url: link('clean.jpg'),
			original_duration: 96.5,
			output_duration: 88.1,
			num_cuts: 14,
			reduction_pct: 8.7,
		}),
	},
	render: {
		...usual,
		shelf: 'renders',
		open: ['queued', 'rendering'],
		event: 'hyperframes_video',
		idKey: 'render_id',
		reasonKey: 'failure_message',
		tells: ['video_url', 'thumbnail_url', 'duration'],
		results: (link) => ({
			completed_at: now(),
			video_url: link('composition.mp4', 4096),
			thumbnail_url: link('composition.jpg'),
			duration: 17.4,
		}),
	},
	instantVideo: {
		...usual,
		shelf: 'instantVideos',
		open: ['pending', 'processing'],
		cancelled: 'cancelled',
		called: 'model_video',
		idKey: 'video_id',
		failure: coded,
		results: (link) => ({ video_url: link('instant.mp4', 4096), width: 1344, height: 768 }),
	},
	image: {
		...usual,
		shelf: 'images',
		open: ['pending', 'pending'],
		cancelled: 'cancelled',
		idKey: 'generation_id',
		failure: coded,
		results: (link, item) => ({
			images: Array.from({ length: Number(item['num_images']) }, (_, index) => ({
				image_id: hex(8),
				image_url: link(`image-${index + 1}.png`),
				width: 1024,
				height: 1024,
				seed: index,
			})),
		}),
	},
	trainedVoice: {
		shelf: 'trainedVoices',
		open: ['PENDING', 'PENDING'],
		completed: 'ACTIVE',
		failed: 'FAILED',
		idKey: 'voice_id',
		failure: (_message, code) => ({ failure_reason: code ?? 'TRAINING_FAILED' }),
		results: () => ({}),
	},
	voiceClone: {
		shelf: 'voices',
		open: ['processing', 'processing'],
		completed: 'complete',
		failed: 'failed',
		idKey: 'voice_id',
		results: (link) => ({ preview_audio_url: link('voice.mp3') }),
	},
	look: {
		...usual,
		shelf: 'looks',
		open: ['processing', 'pending_consent'],
		idKey: 'photo_avatar_id',
		failure: nested,
		results: (link) => ({ preview_image_url: link('look.jpg') }),
	},
	backgroundRemoval: {
		...usual,
		shelf: 'backgroundRemovals',
		open: ['pending', 'processing'],
		idKey: 'id',
		failure: (message) => ({ error: message }),
		results: (link, item) => ({
			completed_at: now(),
			duration: 9.5,
			layers: Object.fromEntries(
				(item['_layers'] as string[]).map((layer) => [layer, link(`${layer}.webm`, 4096)]),
			),
		}),
	},
	brandKit: {
		shelf: 'brandKits',
		open: ['loading', 'loading'],
		completed: 'completed',
		failed: 'error',
		idKey: 'brand_kit_id',
		failure: () => ({}),
		results: (link) => ({
			colors: ['#112233', '#ddeeff'],
			logos: [{ logo_id: hex(6), name: 'Logo', url: link('logo.png') }],
			fonts: [{ font_id: hex(6), name: 'Inter' }],
		}),
	},
	asset: {
		...usual,
		shelf: 'assets',
		open: ['queued', 'processing'],
		idKey: 'asset_id',
		failure: nested,
		results: () => ({}),
	},
	podcast: {
		...usual,
		shelf: 'podcasts',
		open: ['processing', 'processing'],
		event: 'podcast',
		idKey: 'id',
		reasonKey: 'failure_message',
		tells: ['status', 'video_url'],
		results: (link) => ({
			video_url: link('episode.mp4', 4096),
			thumbnail_url: link('episode.jpg'),
			duration: 184.2,
		}),
	},
} as const satisfies Record<string, Kind>;

export type JobKind = keyof typeof kinds;

/** The kind, without the narrowness of its row. */
export const kindOf = (name: JobKind): Kind => kinds[name];
